using System.Buffers;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Signs that matter when names are looked for.</summary>
internal static class TextSigns
{
    /// <summary>Soft hyphen, zero-width characters, marks of direction: a name with one inside looks like the name.</summary>
    public static SearchValues<char> Invisible { get; } =
        SearchValues.Create("\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF");

    /// <summary>What may stand between the parts of a name.</summary>
    public static SearchValues<char> BetweenNames { get; } = SearchValues.Create(" ,.^_-'’\u00A0");
}
