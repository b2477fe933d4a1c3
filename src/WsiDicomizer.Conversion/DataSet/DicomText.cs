using System.Text;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Vendors' texts made to fit value representations (PS3.5 6.2).</summary>
internal static class DicomText
{
    private const int LongStringLength = 64;
    private const int PersonNameLength = 64;
    private const int ShortTextLength = 1024;

    /// <summary>VR LO: 64 characters, no backslash, no control characters.</summary>
    /// <param name="text">Any text.</param>
    public static string ToLongString(string text) => Fit(text, LongStringLength);

    /// <summary>VR PN: the whole text as the family name, since vendors do not tell its parts.</summary>
    /// <param name="text">Any text.</param>
    public static string ToPersonName(string text) => Fit(text.Replace('^', ' ').Replace('=', ' '), PersonNameLength);

    /// <summary>VR ST: 1024 characters, one line, no control characters.</summary>
    /// <param name="text">Any text.</param>
    public static string ToShortText(string text) => Fit(text, ShortTextLength);

    /// <summary>VR UT: any length, control characters only for line ends.</summary>
    /// <param name="text">Any text.</param>
    public static string ToUnlimitedText(string text) =>
        Clean(text, static character => character is '\r' or '\n' or '\t').TrimEnd();

    private static string Fit(string text, int maximumLength)
    {
        var clean = Clean(text.Replace('\\', '/'), static _ => false).Trim();
        return clean.Length <= maximumLength ? clean : clean[..maximumLength].TrimEnd();
    }

    private static string Clean(string text, Predicate<char> isAllowedControl)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            clean.Append(char.IsControl(character) && !isAllowedControl(character) ? ' ' : character);
        }

        // A lone surrogate has no encoding: it becomes the replacement character.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(clean.ToString()));
    }
}
