using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Tiff;

namespace WsiDicomizer.SyntheticSlides.Formats.Huron;

/// <summary>Writes the pages: level 0, thumbnail, further levels, label, macro.</summary>
/// <param name="plan">What is decided.</param>
/// <param name="traits">What the variant is.</param>
internal sealed class HuronFileWriter(PagedPlan plan, HuronTraits traits)
{
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
                directory.Ascii(TiffTag.ImageDescription, Describe(page));
                file.Plantings.IntoLevel(page, directory, hasColor: true);
            }

            WriteDirectory(file, directory);
            levels.Add(written);
            if (level == 0 && traits.HasThumbnail)
            {
                WriteDirectory(file, WriteThumbnail(file));
            }
        }

        WritePictures(file);
        return levels;
    }

    private static void WriteDirectory(PagedFileWriter file, TiffDirectory directory)
    {
        directory.Ascii(TiffTag.Make, "Huron").Ascii(TiffTag.Model, "TissueScope LE");
        file.Plantings.DateInto(file.Writer.PageCount, directory);
        file.Writer.WriteDirectory(directory);
    }

    private string Describe(int page)
    {
        var text = new StringBuilder();
        Planted("Scanner Id", plan.Identity.ScannerSerial, PlantedKind.Serial);
        Planted("Barcode", plan.Identity.Barcode, PlantedKind.Barcode);
        Planted("Label Text", plan.Identity.PatientName, PlantedKind.Text);
        Planted("Technician", plan.Identity.User, PlantedKind.UnknownKey);
        text.Append(CultureInfo.InvariantCulture, $"Resolution = {plan.Options.MicrometresPerPixel}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Image Dimensions = {plan.Options.Size.Width} x {plan.Options.Size.Height}\r\n");
        return text.ToString();

        void Planted(string key, string? value, PlantedKind kind)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{key} = {value}\r\n");
                plan.Planted.Add(PagePlantings.Tag(page, TiffTag.ImageDescription), key, value, kind);
            }
        }
    }

    private TiffDirectory WriteThumbnail(PagedFileWriter file)
    {
        var width = Math.Max(1, plan.Options.Size.Width / 8);
        var height = Math.Max(1, plan.Options.Size.Height / 8);
        var canvas = new Canvas(width, height);
        SlidePainter.PaintOverview(canvas, 0, 0, width, height, 12, 8);
        return file.WriteStrips(canvas, 0);
    }

    private static void WritePictures(PagedFileWriter file)
    {
        var label = file.PaintLabel();
        Write(label, 1, PlantedKind.LabelImage);
        Write(
            file.PaintMacro(label),
            9,
            PlantedKind.MacroImage);

        void Write(Canvas canvas, uint subfileType, PlantedKind kind)
        {
            var directory = file.WriteStrips(canvas, subfileType);
            file.Plantings.NotePicture(string.Create(CultureInfo.InvariantCulture, $"page {file.Writer.PageCount}"), kind);
            WriteDirectory(file, directory);
        }
    }
}
