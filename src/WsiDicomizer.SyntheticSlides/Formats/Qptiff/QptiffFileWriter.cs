using System.Globalization;
using System.Security;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Qptiff;

/// <summary>Writes the pages, each with its XML: full resolution, thumbnail, reduced resolutions, overview, label.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
internal sealed class QptiffFileWriter(PagedPlan plan, QptiffTraits traits)
{
    private PlantedIdentity Identity => plan.Identity;

    /// <summary>Writes everything.</summary>
    /// <param name="stream">Empty, and able to seek.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>The levels as written.</returns>
    public IReadOnlyList<AnswerKeyLevel> Write(Stream stream, CancellationToken cancellationToken)
    {
        using var file = new PagedFileWriter(plan, traits.Encoding, stream, traits.BigTiff);
        List<AnswerKeyLevel> levels = [];
        for (var level = 0; level < plan.Levels.Count; level++)
        {
            var page = file.Writer.PageCount;
            var (directory, written) = file.WriteLevel(level, page, _ => false, cancellationToken);
            file.SetResolution(directory, level);
            if (level == 0)
            {
                file.Plantings.WriteSlack(file.Writer);
                file.Plantings.IntoLevel(page, directory, hasColor: true);
            }

            WriteDirectory(file, directory, level == 0 ? "FullResolution" : "ReducedResolution");
            levels.Add(written);
            if (level == 0)
            {
                WriteDirectory(file, WriteThumbnail(file), "Thumbnail");
            }
        }

        WritePictures(file);
        return levels;
    }

    private void WriteDirectory(PagedFileWriter file, TiffDirectory directory, string imageType)
    {
        var page = file.Writer.PageCount;
        directory.Ascii(TiffTag.ImageDescription, Describe(page, imageType));
        file.Plantings.DateInto(page, directory);
        file.Writer.WriteDirectory(directory);
    }

    private string Describe(int page, string imageType)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<PerkinElmer-QPI-ImageDescription>\r\n");
        Element("DescriptionVersion", "2");
        Planted("AcquisitionSoftware", Identity.ServerName is { } server ? $"VectraScan 1.0.0 at {server}" : null, PlantedKind.Text);
        Element("ImageType", imageType);
        Planted("Identifier", Identity.ImageID is { } id ? $"{id}-ABCD-4711" : null, PlantedKind.Identifier);
        Planted("SlideID", Identity.CaseNumber, PlantedKind.Identifier);
        Planted("Barcode", Identity.Barcode, PlantedKind.Barcode);
        Planted("ComputerName", Identity.HostName, PlantedKind.Identifier);
        Planted("UserName", Identity.User, PlantedKind.Person);
        Element("IsUnmixedComponent", "False");
        Element("ExposureTime", "9");
        Element("SignalUnits", "64");
        Element("Objective", "20x");
        Planted("ScanProfile", Identity.PatientName is { } name ? $"HE for {name}" : null, PlantedKind.Text);
        Planted("RoomNumber", Identity.PatientID, PlantedKind.UnknownKey);
        return text.Append("</PerkinElmer-QPI-ImageDescription>\r\n").ToString();

        void Element(string name, string value) =>
            text.Append(CultureInfo.InvariantCulture, $"  <{name}>{SecurityElement.Escape(value)}</{name}>\r\n");

        void Planted(string name, string? value, PlantedKind kind)
        {
            if (value is not null)
            {
                Element(name, value);
                plan.Planted.Add(PagePlantings.Tag(page, TiffTag.ImageDescription), name, value, kind);
            }
        }
    }

    private TiffDirectory WriteThumbnail(PagedFileWriter file)
    {
        var width = Math.Max(1, plan.Options.Size.Width / 8);
        var height = Math.Max(1, plan.Options.Size.Height / 8);
        var canvas = new Canvas(width, height);
        SlidePainter.PaintOverview(canvas, 0, 0, width, height, 12, 8);
        return file.WriteStrips(canvas, 1);
    }

    private void WritePictures(PagedFileWriter file)
    {
        var label = file.PaintLabel();
        Write(
            file.PaintMacro(label),
            "Overview",
            PlantedKind.MacroImage);
        Write(label, "Label", PlantedKind.LabelImage);

        void Write(Canvas canvas, string imageType, PlantedKind kind)
        {
            var directory = file.WriteStrips(canvas, 0);
            file.Plantings.NotePicture(string.Create(CultureInfo.InvariantCulture, $"page {file.Writer.PageCount}"), kind);
            WriteDirectory(file, directory, imageType);
        }
    }
}
