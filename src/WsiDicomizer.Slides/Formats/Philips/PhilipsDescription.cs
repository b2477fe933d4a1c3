using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>The texts of tag 270 on pages that have no XML.</summary>
/// <remarks>Observed in Philips-1 to Philips-4 (OpenSlide's public test data).</remarks>
internal static partial class PhilipsDescription
{
    /// <summary>Whether the text of a page that has no XML is one of those that Philips writes.</summary>
    /// <param name="text">Tag 270.</param>
    public static bool IsHarmless(string text) => LevelPattern().IsMatch(text) || PicturePattern().IsMatch(text);

    /// <summary>The text of a level: <c>level=1 mag=22 quality=80</c>.</summary>
    [GeneratedRegex(@"^level=[0-9]{1,2} mag=(?<mag>[0-9]{1,3}(?:\.[0-9]{1,6})?) quality=[0-9]{1,3}$")]
    public static partial Regex LevelPattern();

    [GeneratedRegex(@"^(?:Label|Macro)(?: ?pixelsize=\(""?[0-9.]{1,12}""?, ?""?[0-9.]{1,12}""?\))?$")]
    private static partial Regex PicturePattern();
}
