using System.Buffers.Binary;
using WsiDicomizer.Imaging.Blank;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Mirax;

/// <summary>A white picture over another: of its size where there is place for one, else of 8 × 8 pixels, and zeros behind it.</summary>
/// <remarks>A JPEG that is zeros keeps OpenSlide from opening a slide that still names it. Source: formats.md 4.7, 11.4.</remarks>
internal static class MiraxBlank
{
    private const int Smallest = 8;
    private const int PngSizeOffset = 16;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="fileIndex">Which of the slide's files, 0-based.</param>
    /// <param name="range">The picture, and what is behind it.</param>
    public static void Plan(PlanContext context, int fileIndex, ByteRange range)
    {
        context.Zero(fileIndex, range);
        var old = context.Read(fileIndex, range with { Length = Math.Min(range.Length, context.Limits.MaxTextBytes) });
        foreach (var blank in MakeCandidates(old, range.Length))
        {
            if (blank.Length <= range.Length)
            {
                context.Write(fileIndex, range.Offset, blank, PatchStage.Pictures);
                return;
            }
        }
    }

    private static IEnumerable<byte[]> MakeCandidates(byte[] old, long room)
    {
        if (old is [0xFF, 0xD8, ..])
        {
            if (BlankJpeg.TryReplace(old, JpegColor.YCbCr, room, out var like, out _))
            {
                yield return like;
            }

            yield return BlankJpeg.CreateSmallest(JpegColor.YCbCr);
        }
        else if (old.AsSpan().StartsWith(PngSignature) && old.Length >= PngSizeOffset + 8)
        {
            var size = new PixelSize(
                BinaryPrimitives.ReadInt32BigEndian(old.AsSpan(PngSizeOffset)),
                BinaryPrimitives.ReadInt32BigEndian(old.AsSpan(PngSizeOffset + 4)));
            if (size is { Width: > 0, Height: > 0 } && size.Area <= BlankJpegFormat.MaxDimension * 1024L)
            {
                yield return BlankPng.Create(size, 3, BlankLimits.Default);
            }

            yield return BlankPng.Create(new PixelSize(Smallest, Smallest), 3, BlankLimits.Default);
        }
    }
}
