using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Trestle;

/// <summary>The picture of the glass beside a Trestle slide: a file of its own, which can go as such.</summary>
internal static class TrestleMacroFile
{
    /// <summary>Plans what becomes of it; where the label cannot be masked, it goes.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files it is, 0-based.</param>
    public static void Plan(PlanContext context, int fileIndex)
    {
        if (context.Records.FirstOrDefault(record => record.FileIndex == fileIndex && record.Kind == IdentityKind.MacroImage) is not { } record)
        {
            return;
        }

        var rule = context.Rules.ForPicture(record.Kind);
        if (rule == PictureRule.Keep)
        {
            context.Tell(record, PlaceAction.Kept);
        }
        else if (rule == PictureRule.MaskLabel && TryMask(context, fileIndex))
        {
            context.Tell(record, PlaceAction.Masked);
        }
        else
        {
            Remove(context, fileIndex);
            context.Tell(record, PlaceAction.FileRemoved);
        }
    }

    /// <summary>The file goes; where it is deleted, level III leaves nothing in the blocks that it had.</summary>
    private static void Remove(PlanContext context, int fileIndex)
    {
        context.Remove(fileIndex);
        if (!context.Reaches(AnonymizationLevel.III))
        {
            return;
        }

        // Until it is deleted the slide must open: so a small white picture stands at its start.
        var white = BlankJpeg.CreateSmallest(JpegColor.Grey);
        var length = context.Open(fileIndex).Length;
        context.Zero(fileIndex, new ByteRange(0, length));
        if (white.Length <= length)
        {
            context.Write(fileIndex, 0, white, PatchStage.Pictures);
        }
    }

    private static bool TryMask(PlanContext context, int fileIndex)
    {
        var macro = context.Slide.AssociatedImages.First(image => image.Kind == AssociatedImageKind.Macro);
        var length = context.Open(fileIndex).Length;
        var mask = new JpegMask(macro.Encoding.Color == TileColor.Grey ? JpegColor.Grey : JpegColor.YCbCr, JpegLimits.Default);
        if (MaskArea.Find(context.Rules, macro) is not { } area
            || !mask.TryApply(context.Read(fileIndex, new ByteRange(0, length)), area, out var masked, out _)
            || masked.Stream.Length > length)
        {
            return false;
        }

        context.Zero(fileIndex, new ByteRange(0, length));
        context.Write(fileIndex, 0, masked.Stream, PatchStage.Pictures);
        return true;
    }
}
