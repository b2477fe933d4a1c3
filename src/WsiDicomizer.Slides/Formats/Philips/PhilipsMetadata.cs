using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>Maps the XML and tags of a Philips TIFF to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. The spacing is the scan's own, which in Philips-1 differs a little from that of its level 0.
/// </remarks>
internal static partial class PhilipsMetadata
{
    // Nominal magnifications that objectives are sold with. The text of level 1 may also hold what was computed from the
    // spacing (22 for 0.227 micrometres), which is no objective.
    private static readonly int[] NominalPowers = [2, 4, 5, 10, 20, 40, 60, 63, 80, 100];

    /// <summary>Reads the metadata of a slide.</summary>
    /// <param name="structure">Its pages and XML.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(PhilipsStructure structure)
    {
        var import = structure.Import;
        var facts = new PhilipsFacts(import.Root, import.Scan);
        var (date, time) = facts.ReadAcquisition();
        return new SlideMetadata
        {
            Manufacturer = facts.FindKnown(PhilipsNames.Manufacturer),
            ManufacturerModelName = facts.FindKnown(PhilipsNames.Model),
            DeviceSerialNumber = facts.FindText(PhilipsNames.Serial),
            SoftwareVersions = [.. ReadSoftware(structure, facts)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = ReadObjectivePower(structure),
            Spacing = ReadSpacing(import),
            LabelSide = LabelSide.Left,
            Barcode = facts.Barcode,
            Operator = facts.FindText(PhilipsNames.Operator),
            VendorProperties = [.. facts.Flatten()],
        };
    }

    private static IEnumerable<string> ReadSoftware(PhilipsStructure structure, PhilipsFacts facts)
    {
        var tag = structure.Levels[0].Directory.ReadText(TiffTag.Software)!.Trim();
        return facts.SoftwareVersions.Concat(SoftwarePattern().IsMatch(tag) ? [tag] : []).Distinct(StringComparer.Ordinal);
    }

    private static PixelSpacing? ReadSpacing(PhilipsImport import)
    {
        var numbers = import.Scan.FindNumbers(PhilipsNames.PixelSpacing)
            ?? import.Representations[0].FindNumbers(PhilipsNames.PixelSpacing);

        // Millimetres from row to row, then from column to column: PS3.3 10.7.1.3.
        return numbers is [var rows, var columns]
            && PhilipsFacts.IsPlausible(rows * 1000) && PhilipsFacts.IsPlausible(columns * 1000)
            ? new PixelSpacing(columns * 1000, rows * 1000)
            : null;
    }

    private static double? ReadObjectivePower(PhilipsStructure structure)
    {
        if (structure.Levels.Count < 2
            || structure.Levels[1].Directory is not { } directory
            || directory.Find(TiffTag.ImageDescription) is not { } entry
            || !entry.Type.IsBytes()
            || PhilipsDescription.LevelPattern().Match(directory.ReadText(TiffTag.ImageDescription)!) is not { Success: true } match)
        {
            return null;
        }

        var downsample = Math.Round((double)structure.LevelSizes[0].Width / structure.LevelSizes[1].Width);
        var power = double.Parse(match.Groups["mag"].ValueSpan, CultureInfo.InvariantCulture) * downsample;
        return NominalPowers.Any(nominal => nominal == power) ? power : null;
    }

    [GeneratedRegex(@"^Philips DP v[0-9]{1,2}\.[0-9]{1,2}$")]
    private static partial Regex SoftwarePattern();
}
