using System.Collections.Frozen;
using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>Which keys and private tags identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Sources: the maps of OS-1, Hamamatsu-1, CMU-1 and a C13239-01; the tag lists of tifffile, Bio-Formats and
/// DSA-WSI-DeID. Even a harmless key must have a harmless value. The tables of shading (AHEX, MHLN) are one scanner's alone.
/// </remarks>
internal static partial class HamamatsuKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["Created"] = IdentityKind.Date,
        ["Updated"] = IdentityKind.Date,
        ["NDP.S/N"] = IdentityKind.Serial,
        ["Macro.S/N"] = IdentityKind.Serial,
        ["Reference"] = IdentityKind.Identifier,
        ["Barcode"] = IdentityKind.Barcode,
        ["User"] = IdentityKind.Person,
        ["Operator"] = IdentityKind.Person,
        ["Name"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<TiffTag, IdentityKind> IdentifyingTags = new Dictionary<TiffTag, IdentityKind>
    {
        [HamamatsuTags.Reference] = IdentityKind.Identifier,
        [(TiffTag)65428] = IdentityKind.Identifier,
        [HamamatsuTags.SerialNumber] = IdentityKind.Serial,
        [HamamatsuTags.Barcode] = IdentityKind.Barcode,
        [(TiffTag)65477] = IdentityKind.Text,
        [(TiffTag)65434] = IdentityKind.Text,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "Objective.Lens.Magnificant", "SourceLens", "XOffsetFromSlideCentre", "YOffsetFromSlideCentre",
        "calibration.version", "ccd.height", "ccd.width", "ccd.width.ploidy", "coarse.focus.pitch", "fine.focus.pitch",
        "colorfilterID", "cube.kind", "exposure.barcode.macro", "exposure.slide.darkfield.macro", "exposure.slide.macro",
        "focalplane.leftbottom", "focalplane.lefttop", "focalplane.rightbottom", "focalplane.righttop",
        "lane.shift.amount", "roi.barcode.macro", "roi.slide.macro", "slant.leftbottom", "slant.lefttop",
        "slant.rightbottom", "slant.righttop", "slide.tickness", "stage.center", "system.version",
        "target.white.intensity", "valid.DDKP", "valid.DLTP", "valid.DSHP", "variable.exposuretime",
        "PSHV", "PSHV.10x", "PSHV.40x", "PSHV.ploidy", "PSHV.ploidy.10x", "Firmware.Version",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Keys with an index: YRNP[0], zFine[2].
    private static readonly FrozenSet<string> HarmlessIndexed =
        new[] { "YRNP", "zCoarse", "zFine" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ColorSpaces = new[] { "JPEG", "RGB", "Native RGB" }.ToFrozenSet();

    private static readonly FrozenSet<string> BarcodeTypes = new[]
    {
        "CODE128", "CODE39", "CODE93", "CODABAR", "ITF", "EAN13", "EAN8", "UPCA", "UPCE", "QR", "QRCODE", "DATAMATRIX",
        "PDF417", "Code 128", "Code 39", "QR Code", "Data Matrix",
    }.ToFrozenSet();

    /// <summary>Whether a line of the property map identifies.</summary>
    /// <param name="property">The line.</param>
    /// <returns>The kind of identity, or null where key and value are known to be harmless.</returns>
    public static IdentityKind? Classify(HamamatsuProperty property)
    {
        var (key, value) = (property.Key, property.Value);
        if (Identifying.TryGetValue(key, out var kind))
        {
            return kind;
        }

        if (key.Length == 0)
        {
            // A separator of nothing but signs.
            return value.All(letter => letter is ';' or '-' or '=' or '*' or ' ') ? null : IdentityKind.UnknownKey;
        }

        var bracket = key.IndexOf('[', StringComparison.Ordinal);
        var isHarmless =
            (HarmlessNumbers.Contains(key) && IsNumbers(value))
            || (bracket > 0 && HarmlessIndexed.Contains(key[..bracket]) && Index().IsMatch(key[bracket..]) && IsNumbers(value))
            || (key.Equals("Product", StringComparison.OrdinalIgnoreCase) && IsModel(value));
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a private tag identifies.</summary>
    /// <param name="entry">One of <see cref="HamamatsuTags.Known"/>, but not the property map.</param>
    /// <param name="text">Its text, where it is one.</param>
    public static IdentityKind? Classify(TiffEntry entry, string? text)
    {
        if (IdentifyingTags.TryGetValue(entry.Tag, out var kind))
        {
            return kind;
        }

        if (!entry.Type.IsBytes())
        {
            return entry.Type.ElementBytes() > 0 ? null : IdentityKind.UnknownKey;
        }

        var isHarmless = (int)entry.Tag switch
        {
            65448 => text is not null && IsNumbers(text),
            65459 => text is not null && ColorSpaces.Contains(text),
            65480 => text is not null && BarcodeTypes.Contains(text),
            _ => false,
        };
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a text is a model of Hamamatsu's scanners and nothing else.</summary>
    public static bool IsModel(string text) => Model().IsMatch(text);

    /// <summary>Whether a text is the name and version of Hamamatsu's software and nothing else.</summary>
    public static bool IsSoftware(string text) => Software().IsMatch(text);

    // Positions of the stage have up to 9 digits; a longer number, or one with more parts, is no measure.
    private static bool IsNumbers(string value) => Numbers().IsMatch(value);

    [GeneratedRegex(@"^-?[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}(?:, ?-?[0-9]{1,9}(?:\.[0-9]{1,9})?){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\[[0-9]{1,3}\]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Index();

    [GeneratedRegex(@"^(?:NanoZoomer(?: ?(?:2\.0-?)?(?:HT|RS|RS2|XR|SQ|S20|S60|S210|S360|S360MD|S20MD))?|C[0-9]{4,5}-[0-9]{2}[A-Z]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Model();

    [GeneratedRegex(@"^NDP\.(?:scan|toolkit|image|view|convert)(?: ?v?[0-9]{1,4}(?:\.[0-9]{1,5}){0,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Software();
}
