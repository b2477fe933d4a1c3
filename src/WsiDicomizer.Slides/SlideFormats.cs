using WsiDicomizer.Slides.Formats.Aperio;
using WsiDicomizer.Slides.Formats.Dicom;
using WsiDicomizer.Slides.Formats.GenericTiff;
using WsiDicomizer.Slides.Formats.Hamamatsu;
using WsiDicomizer.Slides.Formats.HamamatsuVms;
using WsiDicomizer.Slides.Formats.Huron;
using WsiDicomizer.Slides.Formats.Isyntax;
using WsiDicomizer.Slides.Formats.Leica;
using WsiDicomizer.Slides.Formats.Mirax;
using WsiDicomizer.Slides.Formats.Ome;
using WsiDicomizer.Slides.Formats.OpenSlide;
using WsiDicomizer.Slides.Formats.Philips;
using WsiDicomizer.Slides.Formats.PlainImage;
using WsiDicomizer.Slides.Formats.Qptiff;
using WsiDicomizer.Slides.Formats.Trestle;
using WsiDicomizer.Slides.Formats.Ventana;
using WsiDicomizer.Slides.Formats.Zeiss;

namespace WsiDicomizer.Slides;

/// <summary>The one ordered list of formats. The order is meaning: the first that says yes opens the file.</summary>
public static class SlideFormats
{
    /// <summary>All formats that are read here, in the order of detection.</summary>
    public static IReadOnlyList<ISlideFormat> All { get; } =
    [
        // First: its own file is a picture, which a format of pictures would take.
        new MiraxFormat(),
        new ZeissFormat(),
        new IsyntaxFormat(),
        new DicomFormat(),
        new HamamatsuFormat(),
        new VmsFormat(),
        new VentanaFormat(),
        new LeicaFormat(),
        new PhilipsFormat(),
        new AperioFormat(),
        new HuronFormat(),
        new TrestleFormat(),
        new QptiffFormat(),
        new OmeFormat(),
        new GenericTiffFormat(),
        new PlainTiffFormat(),
        new PlainJpegFormat(),
        new PlainPngFormat(),
    ];

    private static readonly ISlideFormat[] WithFallback = [.. All, new OpenSlideFormat()];

    private static readonly ISlideFormat[] FoundWithFallback = [.. WithFallback.Where(format => !format.IsTakenOnlyByName)];

    /// <summary>Whether a file may be a slide although it is empty: some formats keep everything in the files beside it.</summary>
    /// <param name="path">The file.</param>
    public static bool MayBeEmpty(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return MiraxFormat.IsCompanionComplete(path);
    }

    /// <summary>Opens a slide of any format that is read here.</summary>
    /// <param name="path">The slide's file, or a folder that holds one slide.</param>
    /// <returns>The slide; the caller disposes it.</returns>
    /// <exception cref="SlideFormatException">
    /// No format recognises the file, or it is damaged, unsupported or unreadable; or the folder holds several slides.
    /// </exception>
    public static Slide Open(string path) => Open(path, All);

    /// <summary>Opens a slide like <see cref="Open(string)"/>; what no format knows, through the OpenSlide on this machine.</summary>
    /// <param name="path">The slide's file, or a folder that holds one slide.</param>
    /// <returns>The slide; the caller disposes it.</returns>
    /// <exception cref="SlideFormatException">As there.</exception>
    public static Slide OpenWithFallback(string path) => Open(path, WithFallback);

    /// <summary>Opens a slide like <see cref="OpenWithFallback"/> whose file nobody named, but that was found in a folder.</summary>
    /// <param name="path">The slide's file.</param>
    /// <returns>The slide; the caller disposes it.</returns>
    /// <exception cref="SlideFormatException">As there; a picture of the kind that anything writes is no slide here.</exception>
    public static Slide OpenFound(string path) => OpenFile(path, FoundWithFallback);

    /// <summary>Opens the slide that a file belongs to.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formats">The formats to try, in order.</param>
    internal static Slide OpenFile(string path, IReadOnlyList<ISlideFormat> formats)
    {
        var file = SlideFile.Open(path);
        try
        {
            var reasons = new List<string>();
            foreach (var format in formats)
            {
                var detection = format.Detect(file);
                switch (detection.Verdict)
                {
                    case SlideVerdict.Yes:
                        return format.Open(file);
                    case SlideVerdict.Unsupported:
                        throw new SlideFormatException(
                            SlideProblem.Unsupported, $"{format.Name}: {detection.Reason}", file.Path);
                    default:
                        reasons.Add($"{format.Name}: {detection.Reason}");
                        break;
                }
            }

            throw new SlideFormatException(
                SlideProblem.NotThisFormat,
                $"no slide format recognises this file ({string.Join("; ", reasons)})",
                file.Path);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static Slide Open(string path, IReadOnlyList<ISlideFormat> formats) =>
        Directory.Exists(path)
            ? SlideFolder.Open(path, [.. formats.Where(format => !format.IsTakenOnlyByName)])
            : OpenFile(path, formats);
}
