using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>White pictures in place of those that must go and whose pages must stay linked, since readers count on them.</summary>
/// <remarks>
/// A page keeps its size, its tags and its compression; its strips or tiles become white ones that decoders read, in the place
/// of the old ones, and what is left of that is zeroed. Source: formats.md 11.3.
/// </remarks>
internal static class TiffPictureBlank
{
    // A header with its tables, an APP segment with a profile before them.
    private const int HeadBytes = 128 * 1024;

    /// <summary>Plans that pictures become white, and tells it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="pictures">
    /// Which: from level II on, for a page that stays linked is hidden in no other way; of those of level II nothing is left to
    /// carve either.
    /// </param>
    /// <exception cref="AnonymizationException">A picture is stored in a way that no white one is made of here, or is too short for it.</exception>
    /// <exception cref="SlideFormatException">A page is damaged.</exception>
    public static void Plan(PlanContext context, int fileIndex, TiffFile tiff, IEnumerable<TiffPictureRecord> pictures)
    {
        foreach (var picture in pictures)
        {
            PlanPixels(context, fileIndex, tiff, picture.Directory);
            context.Tell(picture.Record, PlaceAction.Blanked);
        }
    }

    /// <summary>Plans that the picture of a page becomes white.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files the TIFF is, 0-based.</param>
    /// <param name="tiff">The TIFF.</param>
    /// <param name="directory">The page.</param>
    /// <exception cref="AnonymizationException">As for <see cref="Plan"/>.</exception>
    /// <exception cref="SlideFormatException">The page is damaged.</exception>
    public static void PlanPixels(PlanContext context, int fileIndex, TiffFile tiff, TiffDirectory directory)
    {
        var image = TiffImage.Read(directory);
        var slots = TiffSegmentSlots.Read(tiff, image);
        TiffOwnership.RequireOwn(directory, slots.Ranges, TiffOwnership.FindOthers(tiff, [directory]));
        if (!slots.TryWrite(context, fileIndex, CreateContents(context, fileIndex, image, slots)))
        {
            throw Impossible(image, BlankProblem.TooLong);
        }
    }

    private static byte[][] CreateContents(PlanContext context, int fileIndex, TiffImage image, TiffSegmentSlots slots)
    {
        var contents = new byte[slots.Ranges.Count][];

        // Strips of a page are usually alike; equal ones are one array, so that they can share a place where it is scarce.
        var made = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var most = slots.Ranges.Sum(slot => slot.Length);
        var perPlane = image.SegmentColumns * (long)image.SegmentRows;
        for (var i = 0; i < contents.Length; i++)
        {
            var slot = slots.Ranges[i];
            if (slot.Length == 0)
            {
                contents[i] = [];
                continue;
            }

            var head = context.Read(fileIndex, slot with { Length = Math.Min(slot.Length, HeadBytes) });
            var content = Create(image, (int)(i % perPlane), head, most, out var problem)
                ?? throw Impossible(image, problem);
            var key = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content));
            contents[i] = made.TryGetValue(key, out var same) ? same : made[key] = content;
        }

        return contents;
    }

    private static byte[]? Create(TiffImage image, int index, byte[] old, long maxLength, out BlankProblem problem)
    {
        // A JPEG is made like the one that stands there: what the tags say of its colour and sampling may be wrong.
        if (image.Compression == 7 && image.Photometric != 0
            && BlankJpeg.TryReplace(old, DeclaredColor(image), maxLength, out var stream, out problem))
        {
            return stream;
        }

        var format = TiffSegmentFormats.Of(image, index / image.SegmentColumns);
        return BlankSegment.TryCreate(format, maxLength, out var bytes, out problem) ? bytes : null;
    }

    private static JpegColor DeclaredColor(TiffImage image) =>
        image.SamplesPerPixel == 1 ? JpegColor.Grey : image.Photometric == 6 ? JpegColor.YCbCr : JpegColor.Rgb;

    private static AnonymizationException Impossible(TiffImage image, BlankProblem problem) => new(
        $"{image.Directory.Location} is a picture that must stay linked, and no white one takes its place: {Describe(problem)}; "
        + "'convert' makes DICOM of the slide");

    private static string Describe(BlankProblem problem) => problem switch
    {
        BlankProblem.TooLong => "it is longer than the old one",
        BlankProblem.LimitExceeded => "it is larger than the limits allow",
        BlankProblem.LibraryMissing => "OpenJPEG is not on this machine",
        _ => "its compression or kind of pixels is not known",
    };
}
