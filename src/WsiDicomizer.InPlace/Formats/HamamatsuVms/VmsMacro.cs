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

        var macro = context.Slide.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Macro);
        if (!new JpegMask(JpegColor.YCbCr, JpegLimits.Default).TryApply(
            context.Read(record.FileIndex, range), MaskArea.Require(context.Rules, macro), out var masked, out var reason))
        {
            throw Impossible(macro, reason);
        }

        if (masked.Stream.Length > range.Length)
        {
            throw Impossible(macro, "it would become longer");
        }

        Replace(context, record, masked.Stream);
        return PlaceAction.Masked;
    }

    private static AnonymizationException Impossible(AssociatedImage macro, string reason) => new(
        $"{macro.Location}: the label cannot be masked on this macro ({reason}); '--overview drop' makes all of it white");

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
