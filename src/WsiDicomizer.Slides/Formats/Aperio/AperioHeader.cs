using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>What is known of the header lines of tag 270. A line that fits none of these forms counts as identity.</summary>
/// <remarks>
/// Forms observed in public slides: <c>Aperio Image Library v11.2.1</c>, <c>Aperio Leica Biosystems GT450 v1.0.1</c>,
/// <c>Aperio Image, Grundium Ocus</c>; <c>46920x33014 [0,100 46000x32914] (256x256) -> 11500x8228 JPEG/RGB Q=30</c>;
/// <c>46000x32914 -> 1024x732 -</c>; <c>label 387x463</c>; <c>Scan resolution 0.274 µm/Pix</c>. Histories also hold the
/// file name of the slide they came from (CMU-1-JP2K-33005: <c>Q=30;CMU-1;Aperio …</c>), so the words are a whitelist.
/// </remarks>
internal static partial class AperioHeader
{
    // Longer lines are not matched at all: no real one has more than about 120 characters.
    private const int MaxLineLength = 512;

    private const string Codec =
        @"(?:JPEG|JPEG2000|J2K|JP2K|LZW|None|RAW)(?:/(?:RGB|YUV16|YUV|YCC|YCbCr|KDU|Gray|Grey))?";

    /// <summary>Whether a line names software.</summary>
    public static bool IsSoftware(string line) => line.Length <= MaxLineLength && Software().IsMatch(line);

    /// <summary>Whether a line has one of the known forms, none of which identifies anybody.</summary>
    public static bool IsHarmless(string line) =>
        IsSoftware(line)
        || (line.Length <= MaxLineLength
            && (Geometry().IsMatch(line) || IsPicture(line) || IsResolution(line)));

    /// <summary>Whether a line says nothing but that the page is a label, macro or thumbnail, perhaps with its size.</summary>
    public static bool IsPicture(string line) => line.Length <= MaxLineLength && Picture().IsMatch(line);

    /// <summary>Whether a text is nothing but a scan resolution.</summary>
    public static bool IsResolution(string text) =>
        text.Length <= MaxLineLength && Resolution().Match(text) is { Success: true } match && match.Length == text.Length;

    /// <summary>The micrometres per pixel of <c>Scan resolution 0.274 µm/Pix</c> within a line, or null.</summary>
    public static double? FindResolution(string line) =>
        line.Length <= MaxLineLength && Resolution().Match(line) is { Success: true } match
            ? AperioDescription.ParseNumber(match.Groups["value"].Value)
            : null;

    /// <summary>The codec and quality of a geometry line, e.g. <c>JPEG/RGB Q=30</c>, or null.</summary>
    public static string? FindCodec(string line) =>
        line.Length <= MaxLineLength && Geometry().IsMatch(line) && CodecText().Match(line) is { Success: true } match
            ? match.Value
            : null;

    /// <summary>Whether a line says that the page was scaled down to a size, as that of a thumbnail does.</summary>
    public static bool IsScaledTo(string line, int width, int height) =>
        line.Length <= MaxLineLength
        && ScaledTo().Match(line) is { Success: true } match
        && int.TryParse(match.Groups["w"].ValueSpan, out var scaledWidth)
        && int.TryParse(match.Groups["h"].ValueSpan, out var scaledHeight)
        && scaledWidth == width
        && scaledHeight == height;

    /// <summary>The maker and model of a scanner that a software line names; the model may be missing.</summary>
    /// <returns>Null where the line names no scanner beyond Aperio's own library.</returns>
    public static (string Manufacturer, string? Model)? FindScanner(string line)
    {
        if (!IsSoftware(line) || Scanner().Match(line) is not { Success: true } match)
        {
            return null;
        }

        var model = match.Groups["model"];
        return (match.Groups["maker"].Value, model.Success ? model.Value : null);
    }

    [GeneratedRegex(
        @"^Aperio(?:,? (?:Image|Library|Digital|Slide|Scanner|Console|ImageScope|ScanScope|Leica|Biosystems|Grundium|"
        + @"Ocus|Ocus20|Ocus40|OcusM|GT450|GT|450|DX|AT2|AT|CS2|CS|CSO|XT|FL|VERSA|Turbo|"
        + @"v[0-9]{1,4}(?:\.[0-9]{1,4}){0,4}|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}))*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Software();

    [GeneratedRegex(
        @"^\d+x\d+(?: (?:\d+x\d+|\[\d+,\d+|\d+x\d+\]|\(\d+x\d+\)|->|-|Q=\d{1,3}|" + Codec + "))*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Geometry();

    [GeneratedRegex(@"\b" + Codec + @"(?: Q=\d{1,3})?", RegexOptions.CultureInvariant)]
    private static partial Regex CodecText();

    [GeneratedRegex(
        @"^(?:label|macro|thumbnail)(?: \d+x\d+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"-> (?<w>\d+)x(?<h>\d+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ScaledTo();

    // The sign for micro is U+00B5 or U+03BC, or u.
    [GeneratedRegex(
        @"Scan resolution ?=? ?(?<value>\d+(?:[.,]\d+)?) ?[\u00B5\u03BCu]m/pix(?:el)?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Resolution();

    [GeneratedRegex(
        @"(?<maker>Leica Biosystems|Grundium)(?: (?<model>(?:GT ?450|Ocus\w*|AT2|AT|CS2|CS|VERSA)(?: DX)?))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Scanner();
}
