using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Pages;
using WsiDicomizer.SyntheticSlides.Planting;

namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>Makes the picture of the glass that lies beside a Trestle slide.</summary>
internal static class TrestleMacroWriter
{
    /// <summary>The extension that takes the place of the slide's.</summary>
    public const string FileExtension = ".Full";

    /// <summary>Draws and encodes the picture, and notes what is planted in it.</summary>
    /// <param name="plan">What is decided.</param>
    public static byte[] Make(PagedPlan plan)
    {
        var plantings = new PagePlantings(plan);
        var label = GlassPainter.PaintLabel(387, 463, plantings.LabelText);
        var macro = GlassPainter.PaintMacro(
            1280,
            431,
            label,
            new SlidePainter(plan.Options.Seed),
            (double)plan.Options.Size.Width / plan.Options.Size.Height);
        plantings.NotePicture("macro file", PlantedKind.MacroImage);
        using var codec = new JpegCodec(JpegLimits.Default);
        var bytes = codec.Encode(
            macro.Pixels,
            new PixelSize(macro.Width, macro.Height),
            new JpegEncodeOptions { Quality = 85, Subsampling = JpegSubsampling.HorizontalAndVertical });
        if (plan.Identity.User is { } user)
        {
            bytes = JpegPlanting.WithComment(bytes, user);
            plan.Planted.Add("macro file, comment", "COM", user, PlantedKind.Text);
        }

        if (plan.Identity.PatientID is { } patient)
        {
            bytes = JpegPlanting.WithExif(bytes, patient);
            plan.Planted.Add("macro file, JPEG APP1", "Exif ImageDescription", patient, PlantedKind.Text);
        }

        return bytes;
    }
}
