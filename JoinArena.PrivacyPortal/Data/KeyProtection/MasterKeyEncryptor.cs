using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>Encrypts a data-protection key before it is stored in the database.</summary>
internal sealed class MasterKeyEncryptor(MasterKeyRing keys) : IXmlEncryptor
{
    /// <summary>The name of the element that holds the encrypted key.</summary>
    public const string Element = "masterKeyEncrypted";

    private const string KeyId = "keyId";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var key = keys.Current;
        var text = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement(Element, new XAttribute(KeyId, key.Id), key.Encrypt(text)), typeof(MasterKeyDecryptor));
    }

    /// <summary>The id of the master key that encrypted the element.</summary>
    public static string? ReadKeyId(XElement encrypted) => (string?)encrypted.Attribute(KeyId);
}

/// <summary>Decrypts what <see cref="MasterKeyEncryptor"/> encrypted. Data protection creates it by its name.</summary>
/// <param name="services">The portal's services; data protection passes nothing else.</param>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var id = MasterKeyEncryptor.ReadKeyId(encryptedElement);
        var key =
            services.GetRequiredService<MasterKeyRing>().Find(id)
            ?? throw new CryptographicException("Neither the key file nor the certificate encrypted this.");
        return XElement.Parse(Encoding.UTF8.GetString(key.Decrypt(encryptedElement.Value)));
    }
}
