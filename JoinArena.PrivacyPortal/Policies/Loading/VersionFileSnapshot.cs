using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;

namespace JoinArena.PrivacyPortal.Policies.Loading;

/// <summary>The files of one version.</summary>
internal sealed record VersionFileSnapshot(string Path, IReadOnlyList<ReviewedFile> Files)
{
    public string Digest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            AppendTo(hash, Path, Files);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    public static void AppendTo(IncrementalHash hash, string folder, IEnumerable<ReviewedFile> files)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{folder}\n"));
        foreach (var file in files)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path} {file.Length}\n")
                )
            );
            hash.AppendData(file.Bytes ?? []);
        }
    }
}
