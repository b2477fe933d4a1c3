using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>Maps the XML and tags of a Philips TIFF to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. The spacing is the scan's own, which in Philips-1 differs a little from that of its level 0.
/// </remarks>
internal static partial class PhilipsMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // Nominal magnifications that objectives are sold with. The text of level 1 may also hold what was computed from the
    // spacing (22 for 0.227 micrometres), which is no objective.
    private static readonly int[] NominalPowers = [2, 4, 5, 10, 20, 40, 60, 63, 80, 100];

    /// <summary>Reads the metadata of a slide.</summary>
    /// <param name="structure">Its pages and XML.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(PhilipsStructure structure)
    {
        var import = structure.Import;
        var (date, time) = ReadAcquisition(FindText(import, PhilipsNames.AcquisitionDateTime));
        return new SlideMetadata
        {
            Manufacturer = Known(import, PhilipsNames.Manufacturer),
            ManufacturerModelName = Known(import, PhilipsNames.Model),
            DeviceSerialNumber = FindText(import, PhilipsNames.Serial),
            SoftwareVersions = [.. ReadSoftware(structure)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = ReadObjectivePower(structure),
            Spacing = ReadSpacing(import),
            Barcode = FindText(import, PhilipsNames.Barcode) is { } barcode
                ? PhilipsBase64.TryDecodeText(barcode) ?? barcode
                : null,
            Operator = FindText(import, PhilipsNames.Operator),
            VendorProperties = [.. Flatten(import.Root, string.Empty)],
        };
    }

    /// <summary>Parses <c>YYYYMMDDHHMMSS.ffffff</c>; the time may be missing.</summary>
    public static (DateOnly? Date, TimeOnly? Time) ReadAcquisition(string? text)
    {
        if (text is null || AcquisitionPattern().Match(text) is not { Success: true } match
            || !DateOnly.TryParseExact(
                match.Groups["date"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return (null, null);
        }

        return TimeOnly.TryParseExact(
            match.Groups["time"].Value, "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (date, time)
            : (date, null);
    }

    private static string? FindText(PhilipsImport import, string name) =>
        import.Root.FindText(name) ?? import.Scan.FindText(name);

    // Maker and model go out under profiles that keep the kind of device: only words that are known are taken.
    private static string? Known(PhilipsImport import, string name) =>
        FindText(import, name) is { } text && PhilipsKeys.Classify(name, text) is null ? text : null;

    private static IEnumerable<string> ReadSoftware(PhilipsStructure structure)
    {
        var tag = structure.Levels[0].Directory.ReadText(TiffTag.Software)!.Trim();
        var versions = FindText(structure.Import, PhilipsNames.SoftwareVersions) is { } text
            && PhilipsKeys.Classify(PhilipsNames.SoftwareVersions, text) is null
                ? PhilipsObject.SplitArray(text)
                : [];
        return versions.Concat(SoftwarePattern().IsMatch(tag) ? [tag] : []).Distinct(StringComparer.Ordinal);
    }

    private static PixelSpacing? ReadSpacing(PhilipsImport import)
    {
        var numbers = import.Scan.FindNumbers(PhilipsNames.PixelSpacing)
            ?? import.Representations[0].FindNumbers(PhilipsNames.PixelSpacing);

        // Millimetres from row to row, then from column to column: PS3.3 10.7.1.3.
        return numbers is [var rows, var columns] && IsPlausible(rows * 1000) && IsPlausible(columns * 1000)
            ? new PixelSpacing(columns * 1000, rows * 1000)
            : null;
    }

    private static bool IsPlausible(double micrometres) => micrometres is >= MinMicrometres and <= MaxMicrometres;

    private static double? ReadObjectivePower(PhilipsStructure structure)
    {
        if (structure.Levels.Count < 2
            || structure.Levels[1].Directory is not { } directory
            || directory.Find(TiffTag.ImageDescription) is not { } entry
            || !entry.Type.IsBytes()
            || PhilipsKeys.LevelPattern().Match(directory.ReadText(TiffTag.ImageDescription)!) is not { Success: true } match)
        {
            return null;
        }

        var downsample = Math.Round((double)structure.LevelSizes[0].Width / structure.LevelSizes[1].Width);
        var power = double.Parse(match.Groups["mag"].ValueSpan, CultureInfo.InvariantCulture) * downsample;
        return NominalPowers.Any(nominal => nominal == power) ? power : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(PhilipsObject item, string prefix)
    {
        foreach (var attribute in item.Attributes)
        {
            var text = attribute.Element.ReadText();
            if (text.Length > 0 && PhilipsNames.Canonical(attribute.Name) != PhilipsNames.ImageData)
            {
                yield return KeyValuePair.Create(prefix + attribute.Name, text);
            }

            for (var index = 0; index < attribute.Objects.Count; index++)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{prefix}{attribute.Name}[{index}].");
                foreach (var property in Flatten(attribute.Objects[index], place))
                {
                    yield return property;
                }
            }
        }
    }

    [GeneratedRegex(@"^(?<date>[0-9]{8})(?<time>[0-9]{6})?(?:\.[0-9]{1,6})?$")]
    private static partial Regex AcquisitionPattern();

    [GeneratedRegex(@"^Philips DP v[0-9]{1,2}\.[0-9]{1,2}$")]
    private static partial Regex SoftwarePattern();
}
