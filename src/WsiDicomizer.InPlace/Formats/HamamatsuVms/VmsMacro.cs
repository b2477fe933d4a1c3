using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.HamamatsuVms;

/// <summary>The picture of the glass: a JPEG file that the index names.</summary>
internal static class VmsMacro
{
    private const int MaxHeadBytes = 1 << 20;

    /// <summary>Plans what becomes of it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="lines">The index.</param>
    public static void Plan(PlanContext context, IReadOnlyList<VmsIndexLine> lines)
    {
        if (!context.Reaches(AnonymizationLevel.II))
        {
            return;
        }

        foreach (var record in context.Records.Where(record => record is { Kind: IdentityKind.MacroImage, Range: not null }))
        {
            var rule = context.Rules.ForPicture(record.Kind);
            context.Tell(
                record,
                rule == PictureRule.Keep ? PlaceAction.Kept
                : rule == PictureRule.MaskLabel && TryMask(context, record) ? PlaceAction.Masked
                : Blank(context, record, lines));
        }
    }

    /// <summary>Plans that the label is covered.</summary>
    /// <returns>False where that cannot be, or nobody says where the label is: the whole picture has to go.</returns>
    private static bool TryMask(PlanContext context, IdentityRecord record)
    {
        var range = record.Range!.Value;
        var macro = context.Slide.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Macro);
        if (range.Length > context.Limits.MaxTextBytes
            || MaskArea.Find(context.Rules, macro) is not { } area
            || !new JpegMask(JpegColor.YCbCr, JpegLimits.Default).TryApply(
                context.Read(record.FileIndex, range), area, out var masked, out _)
            || masked.Stream.Length > range.Length)
        {
            return false;
        }

        Replace(context, record, masked.Stream);
        return true;
    }

    private static PlaceAction Blank(PlanContext context, IdentityRecord record, IReadOnlyList<VmsIndexLine> lines)
    {
        var range = record.Range!.Value;
        var head = context.Read(record.FileIndex, range with { Length = Math.Min(range.Length, MaxHeadBytes) });
        if (BlankJpeg.TryReplace(head, JpegColor.YCbCr, range.Length, out var blank, out _))
        {
            Replace(context, record, blank);
            return PlaceAction.Blanked;
        }

        // No white picture is like it: the slide can do without, and what is left of the file is zeros.
        Replace(context, record, []);
        foreach (var line in lines.Where(line => line.Key == VmsAnonymizer.MacroKey))
        {
            var blanks = new byte[line.Range.Length];
            blanks.AsSpan().Fill((byte)' ');
            context.Write(0, line.Range.Offset, blanks, PatchStage.Pointers);
        }

        return PlaceAction.OverwrittenAndUnlinked;
    }

    private static void Replace(PlanContext context, IdentityRecord record, byte[] stream)
    {
        context.Zero(record.FileIndex, record.Range!.Value);
        context.Write(record.FileIndex, 0, stream, PatchStage.Pictures);
    }
}
