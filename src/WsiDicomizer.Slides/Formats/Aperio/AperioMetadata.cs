using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>Maps Aperio's texts and tags to the metadata that every format has.</summary>
/// <remarks>
/// Only the base level's page is asked: other pages repeat it or have no text. What does not parse is taken as not said:
/// it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity records.
/// </remarks>
internal static partial class AperioMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide but a default such as 72 dpi.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    // Scanners with a broken clock wrote GMT+429496728800.
    private static readonly TiffTag[] TextTags =
    [
        TiffTag.DocumentName, TiffTag.Make, TiffTag.Model, TiffTag.PageName, TiffTag.Software, TiffTag.DateTime,
        TiffTag.Artist, TiffTag.HostComputer, TiffTag.Copyright,
    ];

    private static readonly TimeSpan MaxUtcOffset = TimeSpan.FromHours(14);

    /// <summary>Reads the metadata of a slide.</summary>
    /// <param name="basePage">The page of level 0.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(AperioPage basePage)
    {
        var directory = basePage.Directory;
        var description = basePage.Description!;
        var lines = description.Lines.Select(line => line.Text).ToList();
        var scanner = lines.Select(AperioHeader.FindScanner).LastOrDefault(found => found is not null);
        var (date, time) = ReadDateAndTime(description, directory);
        return new SlideMetadata
        {
            // Aperio's own library is the sign of Aperio's own scanners, unless a line names another maker.
            Manufacturer = scanner?.Manufacturer ?? "Aperio",
            ManufacturerModelName = scanner?.Model ?? ReadScannerType(description),
            DeviceSerialNumber = description.Find("ScanScope ID"),
            SoftwareVersions = [.. ReadSoftware(lines, directory)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            UtcOffset = description.Find("Time Zone") is { } zone ? ParseUtcOffset(zone) : null,
            ObjectivePower = description.FindNumber("AppMag") is > 0 and <= MaxObjectivePower and var power ? power : null,
            Spacing = ReadSpacing(description, directory),
            Barcode = description.Find("Barcode"),
            Operator = description.Find("User"),
            Title = description.Find("Title"),
            LabelSide = LabelSide.Left,
            Origin = description.FindNumber("Left") is { } left && description.FindNumber("Top") is { } top
                ? new SlidePosition(left, top)
                : null,
            CompressionDescription = lines.Select(AperioHeader.FindCodec).FirstOrDefault(codec => codec is not null),
            VendorProperties =
            [
                .. description.Properties.Select(property => KeyValuePair.Create(property.Key, property.Value.Text)),
                .. TextTags.Where(tag => HasText(directory, tag))
                    .Select(tag => KeyValuePair.Create($"TIFF {tag}", directory.ReadText(tag)!.Trim())),
            ],
        };
    }

    /// <summary>Parses <c>MM/DD/YY</c> or <c>MM/DD/YYYY</c>; two digits from 90 are of the 20th century.</summary>
    public static DateOnly? ParseDate(string text)
    {
        if (DatePattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var year = Number(match, "y");
        year += match.Groups["y"].Length > 2 ? 0 : year >= 90 ? 1900 : 2000;
        return ToDate(year, Number(match, "m"), Number(match, "d"));
    }

    /// <summary>Parses <c>HH:MM:SS</c>.</summary>
    public static TimeOnly? ParseTime(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm:ss", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    /// <summary>Parses <c>GMT-05:00</c> or <c>GMT-0600</c>; null for an offset that no place on earth has.</summary>
    public static TimeSpan? ParseUtcOffset(string text)
    {
        if (OffsetPattern().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var minutes = match.Groups["m"].Success ? Number(match, "m") : 0;
        var offset = new TimeSpan(Number(match, "h"), minutes, 0);
        return minutes >= 60 || offset > MaxUtcOffset
            ? null
            : match.Groups["sign"].Value == "-" ? -offset : offset;
    }

    private static PixelSpacing? ReadSpacing(AperioDescription description, TiffDirectory directory)
    {
        var micrometres = Plausible(description.FindNumber("MPP"))
            ?? Plausible(ReadTextResolution(description));
        if (micrometres is { } both)
        {
            return new PixelSpacing(both, both);
        }

        // Rarely right, so last: TIFF 6.0 section 8, ResolutionUnit.
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

    private static double? ReadTextResolution(AperioDescription description)
    {
        var texts = description.Lines.Select(line => line.Text)
            .Concat(description.Properties.Select(property =>
                property.Key.Length == 0 ? property.Value.Text : $"{property.Key} = {property.Value.Text}"));
        return texts.Select(AperioHeader.FindResolution).FirstOrDefault(found => found is not null);
    }

    private static double? Plausible(double? micrometres) =>
        micrometres is >= MinMicrometres and <= MaxMicrometres ? micrometres : null;

    private static (DateOnly? Date, TimeOnly? Time) ReadDateAndTime(AperioDescription description, TiffDirectory directory)
    {
        var date = description.Find("Date") is { } dateText ? ParseDate(dateText) : null;
        var time = description.Find("Time") is { } timeText ? ParseTime(timeText) : null;

        // Tag 306 may be the time of a later copy: it counts only where the description says nothing.
        var hasText = directory.Find(TiffTag.DateTime) is { } entry && entry.Type.IsBytes();
        return date is null && time is null && hasText
            ? ParseTiffDateTime(directory.ReadText(TiffTag.DateTime)!)
            : (date, time);
    }

    private static (DateOnly? Date, TimeOnly? Time) ParseTiffDateTime(string text)
    {
        if (TiffDatePattern().Match(text) is not { Success: true } match)
        {
            return (null, null);
        }

        var date = ToDate(Number(match, "y"), Number(match, "m"), Number(match, "d"));
        return date is null ? (null, null) : (date, ParseTime(match.Groups["time"].Value));
    }

    // Software and model go out under profiles that keep the kind of device, so only words that are known are taken:
    // in tag 305 and in ScannerType sites write names of their own machines and people.
    private static IEnumerable<string> ReadSoftware(List<string> lines, TiffDirectory directory)
    {
        var tag = HasText(directory, TiffTag.Software) ? directory.ReadText(TiffTag.Software)!.Trim() : string.Empty;
        return lines.Append(tag).Where(AperioHeader.IsSoftware).Distinct(StringComparer.Ordinal);
    }

    private static string? ReadScannerType(AperioDescription description) =>
        description.Find("ScannerType") is { } model && AperioHeader.IsSoftware($"Aperio {model}") ? model : null;

    private static bool HasText(TiffDirectory directory, TiffTag tag) =>
        directory.Find(tag) is { } entry && entry.Type.IsBytes() && directory.ReadText(tag) is { Length: > 0 };

    private static DateOnly? ToDate(int year, int month, int day) =>
        year is >= 1900 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<m>[0-9]{1,2})/(?<d>[0-9]{1,2})/(?<y>[0-9]{2}|[0-9]{4})$")]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"^(?:GMT|UTC)(?<sign>[+-])(?<h>[0-9]{1,2})(?::?(?<m>[0-9]{2}))?$")]
    private static partial Regex OffsetPattern();

    [GeneratedRegex(@"^(?<y>[0-9]{4}):(?<m>[0-9]{2}):(?<d>[0-9]{2}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})\s*$")]
    private static partial Regex TiffDatePattern();
}
