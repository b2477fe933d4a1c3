using System.Buffers;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Signs that matter when names are looked for.</summary>
internal static class TextSigns
{
    // Soft hyphen, zero-width characters, marks of direction: a name with one inside looks like the name. And accents that
    // follow their letter: they are left out when names are compared, and the system's tables may lack them.
    private static readonly SearchValues<char> Ignored = SearchValues.Create(
        "\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF" + string.Concat(Enumerable.Range(0x0300, 0x70).Select(mark => (char)mark)));

    /// <summary>What may stand between the parts of a name.</summary>
    public static SearchValues<char> BetweenNames { get; } = SearchValues.Create(" ,.^_-'’\u00A0");

    /// <summary>A text without what nobody sees and without accents that stand behind their letters.</summary>
    public static string Readable(string text) => text.AsSpan().ContainsAny(Ignored)
        ? string.Concat(text.Where(letter => !Ignored.Contains(letter)))
        : text;
}
