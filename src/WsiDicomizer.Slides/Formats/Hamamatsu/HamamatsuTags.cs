using System.Collections.Frozen;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>Hamamatsu's private tags, by the names that open readers have given them.</summary>
/// <remarks>There is no public specification. Names as in tifffile and Bio-Formats; meanings observed in public slides.</remarks>
internal static class HamamatsuTags
{
    /// <summary>In every directory of every NDPI file: the mark of the format.</summary>
    public const TiffTag FormatFlag = (TiffTag)65420;

    /// <summary>Magnification; -1 for the macro, -2 for the map.</summary>
    public const TiffTag SourceLens = (TiffTag)65421;

    /// <summary>From the middle of the slide to that of the image, nanometres across.</summary>
    public const TiffTag XOffset = (TiffTag)65422;

    /// <summary>The same, down.</summary>
    public const TiffTag YOffset = (TiffTag)65423;

    /// <summary>The focal plane, nanometres from the middle one.</summary>
    public const TiffTag ZOffset = (TiffTag)65424;

    /// <summary>Where the restart intervals begin, from the stream's first byte; the low 32 bits.</summary>
    public const TiffTag McuStarts = (TiffTag)65426;

    /// <summary>The name that somebody gave the slide.</summary>
    public const TiffTag Reference = (TiffTag)65427;

    /// <summary>The high 32 bits of <see cref="McuStarts"/>.</summary>
    public const TiffTag McuStartsHigh = (TiffTag)65432;

    /// <summary>0 is bright field; more than 6 is 16 bits of one channel.</summary>
    public const TiffTag CaptureMode = (TiffTag)65441;

    /// <summary>The scanner's serial number.</summary>
    public const TiffTag SerialNumber = (TiffTag)65442;

    /// <summary>The quality that the scanner encoded JPEG with.</summary>
    public const TiffTag JpegQuality = (TiffTag)65444;

    /// <summary>Lines of key and value.</summary>
    public const TiffTag PropertyMap = (TiffTag)65449;

    /// <summary>What the barcode on the label says.</summary>
    public const TiffTag Barcode = (TiffTag)65468;

    private static readonly FrozenDictionary<TiffTag, string> Names = new Dictionary<TiffTag, string>
    {
        [(TiffTag)65324] = "OffsetHighBytes", [(TiffTag)65325] = "ByteCountHighBytes",
        [FormatFlag] = "FormatFlag", [SourceLens] = "SourceLens", [XOffset] = "XOffsetFromSlideCentre",
        [YOffset] = "YOffsetFromSlideCentre", [ZOffset] = "ZOffsetFromSlideCentre", [(TiffTag)65425] = "TissueIndex",
        [McuStarts] = "McuStarts", [Reference] = "Reference", [(TiffTag)65428] = "AuthCode",
        [(TiffTag)65430] = "65430", [McuStartsHigh] = "McuStartsHighBytes", [(TiffTag)65433] = "65433",
        [(TiffTag)65434] = "Fluorescence", [(TiffTag)65435] = "ExposureRatio", [(TiffTag)65436] = "RedMultiplier",
        [(TiffTag)65437] = "GreenMultiplier", [(TiffTag)65438] = "BlueMultiplier", [(TiffTag)65439] = "FocusPoints",
        [(TiffTag)65440] = "FocusPointRegions", [CaptureMode] = "CaptureMode", [SerialNumber] = "ScannerSerialNumber",
        [(TiffTag)65443] = "65443", [JpegQuality] = "JpegQuality", [(TiffTag)65445] = "RefocusInterval",
        [(TiffTag)65446] = "FocusOffset", [(TiffTag)65448] = "FirmwareVersion", [PropertyMap] = "PropertyMap",
        [(TiffTag)65450] = "LabelObscured", [(TiffTag)65455] = "FocusTime", [(TiffTag)65456] = "ScanTime",
        [(TiffTag)65457] = "WriteTime", [(TiffTag)65458] = "FullyAutoFocus", [(TiffTag)65459] = "ColorSpace",
        [Barcode] = "Barcode", [(TiffTag)65477] = "ScanProfile", [(TiffTag)65480] = "BarcodeType",
        [(TiffTag)65500] = "DefaultGamma",
    }.ToFrozenDictionary();

    /// <summary>All private tags that are known.</summary>
    public static FrozenSet<TiffTag> Known { get; } = Names.Keys.ToFrozenSet();

    /// <summary>A tag's name without its number.</summary>
    public static string NameOf(TiffTag tag) =>
        Names.TryGetValue(tag, out var name) ? name : TiffEntry.Describe(tag);

    /// <summary>A tag's number and name, e.g. <c>tag 65427 Reference</c>.</summary>
    public static string Describe(TiffTag tag) =>
        Names.TryGetValue(tag, out var name) ? $"tag {(ushort)tag} {name}" : TiffEntry.Describe(tag);
}
