using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes baseline JPEG streams of one shade, as short as baseline can be: two bits for each block.</summary>
/// <remarks>
/// A block is two codes of one bit: "difference 0" (T.81 F.1.2.1) and EOB (F.1.2.2); only the first block of a component says
/// how far its shade is from 128. All tables are in the stream and so go before those of TIFF's tag 347. Quantization is 8,
/// so that the DC coefficient, 8 × (shade - 128), is kept exactly. No restart intervals. Thread-safe.
/// </remarks>
public static class BlankJpeg
{
    private const byte Quantizer = 8;
    private const int Middle = 128;

    /// <summary>Makes a stream.</summary>
    /// <param name="format">What it has to look like.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>SOI to EOI, of <see cref="MeasureLength"/> bytes.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankJpegFormat format, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var length = MeasureLength(format);
        BlankLimits.Check(length, limits.MaxBytes, "bytes");
        var stream = new byte[length];
        var head = MakeHead(format);
        head.CopyTo(stream);
        WriteFirstBlocks(format, stream.AsSpan(head.Length));

        // T.81 F.1.2.3: what is left of the last byte is filled with ones.
        var unused = (int)(-CountBits(format) & 7);
        stream[^3] |= (byte)((1 << unused) - 1);
        stream[^2] = 0xFF;
        stream[^1] = JpegMarker.Eoi;
        return stream;
    }

    /// <summary>Makes the smallest stream of a colour: 8 × 8 white pixels without any mark.</summary>
    /// <param name="color">YCbCr is not subsampled.</param>
    /// <returns>At most 160 bytes.</returns>
    public static byte[] CreateSmallest(JpegColor color)
    {
        var size = new PixelSize(8, 8);
        var format = color switch
        {
            JpegColor.Rgb => BlankJpegFormat.Rgb(size),
            JpegColor.YCbCr => BlankJpegFormat.YCbCr(size),
            _ => BlankJpegFormat.Grey(size),
        };
        return Create(format, BlankLimits.Default);
    }

    /// <summary>Makes a white stream that takes the place of another.</summary>
    /// <param name="old">The other stream, at least to the end of its first scan header; tables may be elsewhere.</param>
    /// <param name="declared">What the container says that its components mean.</param>
    /// <param name="maxLength">Bytes that there is place for, usually the old stream's length.</param>
    /// <param name="stream">As <see cref="BlankJpegFormat.TryLike"/> tells; the rest of the place is the caller's to zero.</param>
    /// <param name="problem">Why there is none.</param>
    public static bool TryReplace(
        ReadOnlySpan<byte> old, JpegColor declared, long maxLength, [NotNullWhen(true)] out byte[]? stream, out BlankProblem problem)
    {
        stream = null;
        var format = JpegHeader.TryRead(old, JpegLimits.Default, out var header) ? BlankJpegFormat.TryLike(header, declared) : null;
        if (format is null)
        {
            problem = BlankProblem.Unsupported;
            return false;
        }

        return TryCreate(format, maxLength, BlankLimits.Default, out stream, out problem);
    }

    /// <summary>The length of the stream that <see cref="Create"/> makes, in bytes; for any size, at no cost.</summary>
    /// <param name="format">What it has to look like.</param>
    public static long MeasureLength(BlankJpegFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return MakeHead(format).Length + ((CountBits(format) + 7) / 8) + 2;
    }

    internal static bool TryCreate(
        BlankJpegFormat format, long maxLength, BlankLimits limits, [NotNullWhen(true)] out byte[]? stream, out BlankProblem problem)
    {
        var length = MeasureLength(format);
        problem = length > maxLength ? BlankProblem.TooLong
            : length > limits.MaxBytes ? BlankProblem.LimitExceeded
            : BlankProblem.None;
        stream = problem == BlankProblem.None ? Create(format, limits) : null;
        return stream is not null;
    }

    /// <summary>The DC coefficient of a component, quantized: what its first block says.</summary>
    private static int Level(BlankJpegFormat format, int component) =>
        format.Color == JpegColor.YCbCr && component > 0 ? 0 : format.Shade - Middle;

    /// <summary>SSSS of T.81 table F.1: the bits of the difference.</summary>
    private static int Category(int level) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(level));

    private static long CountBits(BlankJpegFormat format)
    {
        var (size, components) = (format.Size, format.Components);
        long blocks;
        if (components.Count == 1)
        {
            // A scan of one component is not interleaved: sampling factors do not matter (T.81 A.2.2).
            blocks = CountUnits(size, 8, 8);
        }
        else
        {
            var mcuWidth = 8 * components.Max(component => component.HorizontalSampling);
            var mcuHeight = 8 * components.Max(component => component.VerticalSampling);
            blocks = CountUnits(size, mcuWidth, mcuHeight) * components.Sum(BlocksPerMcu);
        }

        // The code of the category has two bits instead of the one of category 0, and the bits of the value follow.
        var first = Enumerable.Range(0, components.Count).Select(index => Category(Level(format, index)));
        return (2 * blocks) + first.Sum(category => category == 0 ? 0 : 1 + category);
    }

    private static long CountUnits(PixelSize size, int width, int height) =>
        ((size.Width + width - 1L) / width) * ((size.Height + height - 1L) / height);

    private static int BlocksPerMcu(JpegComponent component) => component.HorizontalSampling * component.VerticalSampling;

    /// <summary>Writes the blocks of the first MCU; all others are zero bits.</summary>
    /// <remarks>At most seven ones follow each other, for a category's code ends with 0: no byte needs stuffing.</remarks>
    private static void WriteFirstBlocks(BlankJpegFormat format, Span<byte> scan)
    {
        var position = 0;
        for (var index = 0; index < format.Components.Count; index++)
        {
            var level = Level(format, index);
            var category = Category(level);
            if (category > 0)
            {
                // 10, then the value, negative ones less 1 (T.81 F.1.2.1.1).
                var value = (level < 0 ? level - 1 : level) & ((1 << category) - 1);
                Put(scan, ref position, (0b10 << category) | value, 2 + category);
                position++;
            }
            else
            {
                position += 2;
            }

            position += format.Components.Count == 1 ? 0 : 2 * (BlocksPerMcu(format.Components[index]) - 1);
        }
    }

    private static void Put(Span<byte> scan, ref int position, int bits, int count)
    {
        for (var bit = count - 1; bit >= 0; bit--, position++)
        {
            scan[position >> 3] |= (byte)(((bits >> bit) & 1) << (7 - (position & 7)));
        }
    }

    private static byte[] MakeHead(BlankJpegFormat format)
    {
        List<byte> head = [0xFF, JpegMarker.Soi, .. Mark(format)];
        head.AddRange(Segment(JpegMarker.Dqt, [0, .. Enumerable.Repeat(Quantizer, 64)]));
        head.AddRange(Segment(JpegMarker.Sof0, FrameHeader(format)));
        var category = (byte)Category(Level(format, 0));

        // Table 0 of each class; counts of codes of 1, 2, … 16 bits, then their symbols.
        byte[] difference = category == 0 ? [0x00, 1, .. new byte[15], 0] : [0x00, 1, 1, .. new byte[14], 0, category];
        byte[] endOfBlock = [0x10, 1, .. new byte[15], 0];
        head.AddRange(Segment(JpegMarker.Dht, [.. difference, .. endOfBlock]));
        var count = (byte)format.Components.Count;
        byte[] selectors = [.. format.Components.SelectMany(component => new byte[] { component.Id, 0x00 })];
        head.AddRange(Segment(JpegMarker.Sos, [count, .. selectors, 0, 63, 0]));
        return [.. head];
    }

    private static byte[] FrameHeader(BlankJpegFormat format)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)format.Size.Height);
        BinaryPrimitives.WriteUInt16BigEndian(size.AsSpan(2), (ushort)format.Size.Width);
        var components = format.Components.SelectMany(component => new byte[]
        {
            component.Id, (byte)((component.HorizontalSampling << 4) | component.VerticalSampling), 0,
        });
        return [8, .. size, (byte)format.Components.Count, .. components];
    }

    private static byte[] Mark(BlankJpegFormat format) => format.Mark switch
    {
        // Version 1.01, no units, 1:1, no thumbnail.
        BlankJpegMark.Jfif => Segment(JpegMarker.App0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        BlankJpegMark.Adobe => Segment(
            JpegMarker.App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, (byte)(format.Color == JpegColor.YCbCr ? 1 : 0)]),
        _ => [],
    };

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];
}
