using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>What the tags and the property map of an NDPI slide mean.</summary>
internal static partial class HamamatsuMetadata
{
    // Below, no microscope resolves; above, it is no level of a slide but a default such as 72 dpi.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 1000;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    // A slide is 75 mm long.
    private const double MaxCentreOffsetMm = 50;
    private const double NanometresPerMillimetre = 1_000_000;

    private static readonly TiffTag[] TextTags =
    [
        TiffTag.ImageDescription, TiffTag.Make, TiffTag.Model, TiffTag.Software, TiffTag.DateTime, TiffTag.Artist,
        TiffTag.HostComputer, TiffTag.Copyright, HamamatsuTags.Reference, (TiffTag)65428, HamamatsuTags.SerialNumber,
        (TiffTag)65448, HamamatsuTags.Barcode, (TiffTag)65477, (TiffTag)65480,
    ];

    /// <summary>Reads the metadata of a slide.</summary>
    /// <param name="basePage">The page of level 0.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(HamamatsuPage basePage)
    {
        var directory = basePage.Directory;
        var map = ReadMap(directory);
        var (date, time) = ReadDateAndTime(directory, map);
        return new SlideMetadata
        {
            Manufacturer = "Hamamatsu",
            ManufacturerModelName = Known(ReadText(directory, TiffTag.Model), HamamatsuKeys.IsModel)
                ?? Known(map?.Find("Product"), HamamatsuKeys.IsModel),
            DeviceSerialNumber = ReadText(directory, HamamatsuTags.SerialNumber) ?? map?.Find("NDP.S/N"),
            SoftwareVersions = Known(ReadText(directory, TiffTag.Software), HamamatsuKeys.IsSoftware) is { } software
                ? [software]
                : [],
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = directory.ReadReal(HamamatsuTags.SourceLens) is <= MaxObjectivePower and var power ? power : null,
            Spacing = ReadSpacing(directory),
            Barcode = ReadText(directory, HamamatsuTags.Barcode),
            Operator = map?.Find("Operator") ?? map?.Find("User"),
            Title = ReadText(directory, HamamatsuTags.Reference),
            LabelSide = LabelSide.Left,
            CentreOffset = ReadCentreOffset(directory),
            CompressionDescription = ReadQuality(directory),
            VendorProperties = [.. ReadProperties(directory, map)],
        };
    }

    /// <summary>Reads the micrometres per pixel of a page.</summary>
    /// <param name="directory">The page.</param>
    public static PixelSpacing? ReadSpacing(TiffDirectory directory)
    {
        double? unit = directory.ReadInteger(TiffTag.ResolutionUnit, 2) switch
        {
            2 => 25_400,
            3 => 10_000,
            _ => null,
        };
        var x = Plausible(unit / directory.ReadReal(TiffTag.XResolution));
        var y = Plausible(unit / directory.ReadReal(TiffTag.YResolution));
        return x is { } across && y is { } down ? new PixelSpacing(across, down) : null;
    }

    /// <summary>Parses <c>YYYY:MM:DD HH:MM:SS</c> and <c>YYYY/MM/DD</c> with or without a time.</summary>
    public static (DateOnly? Date, TimeOnly? Time) ParseDateTime(string? text)
    {
        if (text is null || DatePattern().Match(text) is not { Success: true } match)
        {
            return (null, null);
        }

        int year = Number("y"), month = Number("m"), day = Number("d");
        if (year < 1900 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return (null, null);
        }

        var isTime = TimeOnly.TryParseExact(
            match.Groups["time"].Value, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        return (new DateOnly(year, month, day), isTime ? time : null);

        int Number(string group) =>
            int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static (DateOnly? Date, TimeOnly? Time) ReadDateAndTime(TiffDirectory directory, HamamatsuPropertyMap? map)
    {
        var tag = ParseDateTime(ReadText(directory, TiffTag.DateTime));
        return tag.Date is not null ? tag : ParseDateTime(map?.Find("Created"));
    }

    private static HamamatsuPropertyMap? ReadMap(TiffDirectory directory) =>
        directory.Find(HamamatsuTags.PropertyMap) is { } entry && entry.Type.IsBytes()
        && HamamatsuPropertyMap.TryParse(directory.ReadBytes(entry), out var map)
            ? map
            : null;

    private static SlidePosition? ReadCentreOffset(TiffDirectory directory) =>
        directory.ReadSigned(HamamatsuTags.XOffset) / NanometresPerMillimetre is { } x
        && directory.ReadSigned(HamamatsuTags.YOffset) / NanometresPerMillimetre is { } y
        && Math.Abs(x) <= MaxCentreOffsetMm && Math.Abs(y) <= MaxCentreOffsetMm
            ? new SlidePosition(x, y)
            : null;

    private static string? ReadQuality(TiffDirectory directory) =>
        directory.ReadSigned(HamamatsuTags.JpegQuality) is > 0 and <= 100 and var quality
            ? string.Create(CultureInfo.InvariantCulture, $"JPEG Q={quality}")
            : null;

    private static IEnumerable<KeyValuePair<string, string>> ReadProperties(TiffDirectory directory, HamamatsuPropertyMap? map)
    {
        foreach (var property in map?.Properties ?? [])
        {
            yield return KeyValuePair.Create(property.Key, property.Value);
        }

        foreach (var tag in TextTags)
        {
            if (ReadText(directory, tag) is { } text)
            {
                yield return KeyValuePair.Create(
                    HamamatsuTags.Known.Contains(tag) ? HamamatsuTags.NameOf(tag) : $"TIFF {tag}", text);
            }
        }
    }

    private static string? ReadText(TiffDirectory directory, TiffTag tag) =>
        directory.Find(tag) is { } entry && entry.Type.IsBytes() && directory.ReadText(tag)!.Trim() is { Length: > 0 } text
            ? text
            : null;

    // Model and software go out under profiles that keep the kind of device, so only words that are known are taken.
    private static string? Known(string? text, Func<string, bool> isKnown) => text is not null && isKnown(text) ? text : null;

    private static double? Plausible(double? micrometres) =>
        micrometres is >= MinMicrometres and <= MaxMicrometres ? micrometres : null;

    [GeneratedRegex(@"^(?<y>[0-9]{4})[:/\-](?<m>[0-9]{2})[:/\-](?<d>[0-9]{2})(?: (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}))?\s*\z")]
    private static partial Regex DatePattern();
}
