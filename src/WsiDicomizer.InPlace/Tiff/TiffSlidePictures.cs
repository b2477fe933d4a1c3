using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>What becomes of the pictures of a slide that is one TIFF, in the order of the rules.</summary>
internal static class TiffSlidePictures
{
    /// <summary>Plans it: labels drawn anew, macros masked, the others unlinked.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="tiff">The slide's first file.</param>
    /// <param name="isTwoSpecial">Whether readers take the second page, where it is in strips, for the thumbnail.</param>
    /// <param name="mustStay">Which pages must stay linked, and become white; null for none.</param>
    /// <exception cref="AnonymizationException">A picture cannot go; nothing is to be done then.</exception>
    /// <exception cref="SlideFormatException">A page is damaged.</exception>
    public static void Plan(
        PlanContext context, TiffFile tiff, bool isTwoSpecial = false, Func<TiffDirectory, bool>? mustStay = null)
    {
        if (!context.Reaches(AnonymizationLevel.II))
        {
            return;
        }

        List<TiffPictureRecord> dropped = [.. TiffPictures.FindDropped(context, 0, tiff), .. FindThumbnails(context, tiff)];
        foreach (var picture in TiffPictures.FindDropped(context, 0, tiff, PictureRule.MaskLabel))
        {
            if (!TiffPictureMask.TryPlan(context, 0, tiff, picture))
            {
                dropped.Add(picture);
            }
        }

        dropped.RemoveAll(picture => TiffPictureLabel.TryPlan(context, 0, tiff, picture));
        TiffPictures.Unlink(
            context,
            0,
            tiff,
            dropped,
            page => mustStay?.Invoke(page) == true || (isTwoSpecial && MovesStripsToTwo(tiff, dropped, page)));
    }

    /// <summary>The thumbnails, where the rules drop them: no identity record tells of them.</summary>
    private static IEnumerable<TiffPictureRecord> FindThumbnails(PlanContext context, TiffFile tiff)
    {
        if (context.Rules.Thumbnail != PictureRule.Drop)
        {
            return [];
        }

        var places = context.Slide.AssociatedImages
            .Where(image => image.Kind == AssociatedImageKind.Thumbnail)
            .Select(image => image.Location).ToHashSet(StringComparer.Ordinal);
        return tiff.ReadAllDirectories().Where(directory => places.Contains(directory.Location)).Select(
            directory => new TiffPictureRecord(
                new IdentityRecord
                {
                    Location = directory.Location,
                    Name = "thumbnail image",
                    Kind = IdentityKind.MacroImage,
                    Range = directory.Place.Range,
                },
                directory));
    }

    /// <summary>Whether another page in strips would come to stand second if a page went.</summary>
    private static bool MovesStripsToTwo(TiffFile tiff, List<TiffPictureRecord> dropped, TiffDirectory page)
    {
        if (tiff.Directories.Count < 2 || tiff.Directories[1].Place.Range != page.Place.Range)
        {
            return false;
        }

        var gone = dropped.Select(picture => picture.Directory.Place.Range).ToHashSet();
        return tiff.Directories.Skip(2).FirstOrDefault(other => !gone.Contains(other.Place.Range)) is { } next
            && !TiffImage.HasTiles(next);
    }
}
