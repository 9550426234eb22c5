using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace JoinArena.PrivacyPortal.Data.Input;

/// <summary>
/// Reads a name as one line. Names are checked before they are stored; one from before that, or from an import, must
/// never stop a letter, whose headers are lines.
/// </summary>
public sealed class OneLineConverter()
    : ValueConverter<string, string>(name => name, name => TextRules.ToOneLine(name));
