using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.InPlace.Tiff;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.PhilipsXml;

/// <summary>Label and macro that are JPEGs in Base64 in Philips' XML.</summary>
/// <remarks>
/// Level II gives the attribute another name, so that no reader finds it; from level III on nothing of its text is left: blanks
/// in a TIFF, where readers list no picture then; a white picture of the same size in an iSyntax. Source: formats.md 6.4, 7.6.
/// </remarks>
internal static class PhilipsPictures
{
    // An opening tag with its name, group, element and type.
    private const int MaxTagBytes = 4096;

    /// <summary>Plans what becomes of the pictures.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="staysLinked">Whether a white picture takes the place of one that goes.</param>
    /// <exception cref="AnonymizationException">A picture's attribute is not found, or no new label fits in place of the old one.</exception>
    public static void Plan(PlanContext context, bool staysLinked)
    {
        if (!context.Reaches(AnonymizationLevel.II))
        {
            return;
        }

        foreach (var record in context.Records.Where(PhilipsRecords.IsPicture))
        {
            var isLinked = PhilipsRecords.Is(record, PhilipsRecords.ImageData);
            var rule = isLinked ? context.Rules.ForPicture(record.Kind) : PictureRule.Drop;
            context.Tell(
                record,
                rule == PictureRule.Keep ? Keep(context, record)
                : rule == PictureRule.MaskLabel && record.Kind == IdentityKind.MacroImage && TryMask(context, record) ? PlaceAction.Masked
                : isLinked && TryDraw(context, record) ? PlaceAction.Redrawn
                : context.Reaches(AnonymizationLevel.III) ? Overwrite(context, record, staysLinked && isLinked)
                : isLinked ? Unlink(context, record)
                : PlaceAction.Unlinked);
        }
    }

    private static PlaceAction Keep(PlanContext context, IdentityRecord record)
    {
        if (context.Reaches(AnonymizationLevel.IV))
        {
            var text = Read(context, record, out var stored);

            // What is no JPEG may be anything, and goes.
            context.Write(
                record.FileIndex,
                record.Range!.Value.Offset,
                text is not null && TryScrub(text.Decoded) is { } scrubbed ? text.Encode(scrubbed) : Blanks(stored));
        }

        return PlaceAction.Kept;
    }

    /// <summary>Plans a new label in place of the old one, where the rules ask for it.</summary>
    private static bool TryDraw(PlanContext context, IdentityRecord record)
    {
        if (!context.Rules.DrawLabelText || record.Kind != IdentityKind.LabelImage)
        {
            return false;
        }

        if (Read(context, record, out _) is not { } text || TryReadSize(text.Decoded) is not { } size
            || size.Area > LabelLimits.Default.MaxPixels)
        {
            throw NotDrawn(record, "it is no JPEG in Base64, or too large a one");
        }

        var label = LabelPicture.Draw(size, context.NewName, LabelLimits.Default);
        if (!label.HasText && !label.HasCode)
        {
            throw NotDrawn(record, "it has no room for the slide's name");
        }

        if (!LabelEncoder.TryReplaceJpeg(label, text.Decoded, JpegColor.YCbCr, text.Decoded.Length, out var stream, out _))
        {
            throw NotDrawn(record, "the new one is longer than the old one, or of a kind that is not written here");
        }

        context.Write(
            record.FileIndex, record.Range!.Value.Offset, text.Encode(Padded(stream, text.Decoded.Length)), PatchStage.Pictures);
        return true;
    }

    private static AnonymizationException NotDrawn(IdentityRecord record, string reason) => new(
        $"{record.Location}, {record.Name}: no new label can be drawn in place of this one ({reason}); without --label-text it goes");

    /// <summary>Plans that the label on a macro is covered.</summary>
    /// <returns>False where that cannot be, or nobody says where the label is: the whole picture has to go.</returns>
    private static bool TryMask(PlanContext context, IdentityRecord record)
    {
        var macro = context.Slide.AssociatedImages.FirstOrDefault(
            image => image.Kind == AssociatedImageKind.Macro && image.Location == record.Location);
        if (macro is null || MaskArea.Find(context.Rules, macro) is not { } area
            || Read(context, record, out _) is not { } text || TryReadSize(text.Decoded) != macro.Size
            || !new JpegMask(JpegColor.YCbCr, JpegLimits.Default).TryApply(text.Decoded, area, out var masked, out _)
            || masked.Stream.Length > text.Decoded.Length)
        {
            return false;
        }

        context.Write(
            record.FileIndex,
            record.Range!.Value.Offset,
            text.Encode(Padded(masked.Stream, text.Decoded.Length)),
            PatchStage.Pictures);
        return true;
    }

    private static PlaceAction Unlink(PlanContext context, IdentityRecord record)
    {
        var end = record.Range!.Value.Offset;
        var start = Math.Max(0, end - MaxTagBytes);
        var before = context.Read(record.FileIndex, new ByteRange(start, end - start));
        var tag = before.AsSpan().LastIndexOf("<Attribute"u8);
        var suffix = "DP_IMAGE_DATA"u8;
        var at = tag < 0 ? -1 : before.AsSpan(tag).IndexOf(suffix);
        if (at < 0)
        {
            throw new AnonymizationException(
                $"{record.Location}: the attribute {record.Name} does not begin as expected, so that it cannot be unlinked; level iii overwrites it");
        }

        context.Write(record.FileIndex, start + tag + at, "DP_IMAGE_NONE"u8.ToArray(), PatchStage.Pointers);
        return PlaceAction.Unlinked;
    }

    private static PlaceAction Overwrite(PlanContext context, IdentityRecord record, bool staysLinked)
    {
        var text = Read(context, record, out var stored);
        var blank = staysLinked && text is not null ? CreateBlank(text.Decoded) : null;
        var neutral = blank is null ? Blanks(stored) : text!.Encode(Padded(blank, text.Decoded.Length));
        context.Write(record.FileIndex, record.Range!.Value.Offset, neutral, PatchStage.Pictures);
        return blank is null ? PlaceAction.OverwrittenAndUnlinked : PlaceAction.Blanked;
    }

    private static byte[]? CreateBlank(byte[] old)
    {
        if (BlankJpeg.TryReplace(old, JpegColor.YCbCr, old.Length, out var blank, out _))
        {
            return blank;
        }

        var smallest = BlankJpeg.CreateSmallest(JpegColor.YCbCr);
        return smallest.Length <= old.Length ? smallest : null;
    }

    /// <summary>The picture without comments, Exif and what stands behind its end, as many bytes; null where it is no JPEG.</summary>
    private static byte[]? TryScrub(byte[] jpeg) => JpegScrubber.TryScrub(jpeg, JpegLimits.Default, out var scrubbed, out _)
        ? Padded(scrubbed.ToArray(jpeg), jpeg.Length)
        : null;

    private static PixelSize? TryReadSize(byte[] jpeg) =>
        JpegHeader.TryRead(jpeg, JpegLimits.Default, out var header) && header is { Width: > 0, Height: > 0 }
            ? new PixelSize(header.Width, header.Height)
            : null;

    private static Base64Text? Read(PlanContext context, IdentityRecord record, out byte[] stored)
    {
        var range = record.Range!.Value;
        if (range.Length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"{record.Location}: a picture has {range.Length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        stored = context.Read(record.FileIndex, range);
        return Base64Text.TryRead(stored, out var text) ? text : null;
    }

    private static byte[] Blanks(byte[] stored)
    {
        var blanks = new byte[stored.Length];
        blanks.AsSpan().Fill((byte)' ');
        return blanks;
    }

    private static byte[] Padded(byte[] stream, int length)
    {
        var padded = new byte[length];
        stream.CopyTo(padded, 0);
        return padded;
    }
}
