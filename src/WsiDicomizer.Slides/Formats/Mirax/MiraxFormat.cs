using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>3DHISTECH MIRAX (MRXS).</summary>
/// <remarks>
/// The mark is OpenSlide's: the suffix <c>.mrxs</c> and, in the folder of the same name beside it, Slidedat.ini; the file itself
/// is empty or a preview picture and is not asked, except that it is no TIFF. A file with the suffix and no such folder is
/// refused and not passed on: its preview may show the label, and another format would take that for tissue.
/// </remarks>
public sealed class MiraxFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "mirax";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <summary>Whether a file is a slide although it is empty: the slide is in the folder beside it.</summary>
    /// <param name="path">The file's path.</param>
    public static bool IsCompanionComplete(string path) =>
        MiraxFolder.HasSuffix(path) && File.Exists(MiraxFolder.SlidedatOf(path));

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!MiraxFolder.HasSuffix(file.Path))
        {
            return new SlideDetection(SlideVerdict.No, "the name does not end with .mrxs");
        }

        if (TiffHeader.TryRead(file, out _))
        {
            return new SlideDetection(SlideVerdict.No, "the name ends with .mrxs, but it is a TIFF file");
        }

        if (!IsCompanionComplete(file.Path))
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                "mirax: the folder of the same name beside the file, with Slidedat.ini in it, is missing; copy it together with the file",
                file.Path);
        }

        try
        {
            using var slidedat = SlideFile.Open(MiraxFolder.SlidedatOf(file.Path));
            MiraxStructure.Read(MiraxIni.Read(slidedat));
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }
        catch (SlideFormatException exception)
        {
            // Told once, not for each file of the folder.
            exception.SlideFiles = [file.Path, .. MiraxFolder.ListFiles(file.Path)];
            throw;
        }

        return new SlideDetection(SlideVerdict.Yes, "the name ends with .mrxs, and the folder beside it has Slidedat.ini");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new MiraxSlide(file);
    }
}
