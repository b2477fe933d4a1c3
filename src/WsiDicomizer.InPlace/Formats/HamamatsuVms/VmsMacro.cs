using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.InPlace.Pictures;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.HamamatsuVms;

/// <summary>The picture of the glass: a JPEG file that the index names.</summary>
internal static class VmsMacro
{
    private const int MaxHeadBytes = 1 << 20;

    /// <summary>Plans what becomes of it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="lines">The index.</param>
    /// <exception cref="AnonymizationException">Its label cannot be covered.</exception>
    public static void Plan(PlanContext context, IReadOnlyList<VmsIndexLine> lines)
    {
        if (!context.Reaches(AnonymizationLevel.II))
        {
            return;
        }

        foreach (var record in context.Records.Where(record => record is { Kind: IdentityKind.MacroImage, Range: not null }))
        {
            context.Tell(record, context.Rules.ForPicture(record.Kind) switch
            {
                PictureRule.Keep => PlaceAction.Kept,
                PictureRule.MaskLabel => Mask(context, record),
                _ => Blank(context, record, lines),
            });
        }
    }

    private static PlaceAction Mask(PlanContext context, IdentityRecord record)
    {
        var range = record.Range!.Value;
        if (range.Length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"the picture of the glass has {range.Length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        var known = context.Slide.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Macro);
        var area = LabelMask.FindArea(context, known.Size, known.LabelArea, known.Location);
        var masked = LabelMask.Cover(context.Read(record.FileIndex, range), JpegColor.YCbCr, area, known.Location);
        Replace(context, record, masked);
        return PlaceAction.Masked;
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
