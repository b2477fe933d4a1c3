using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Tests.Jpeg.Tiles;

/// <summary>A JPEG stream with restart intervals, put together from pictures of single rows of MCUs; and its bytes as a source.</summary>
internal sealed class LargeScan(byte[] bytes) : IJpegScanBytes
{
    public byte[] Bytes { get; } = bytes;

    public List<long> Starts { get; } = [];

    public long Length => Bytes.Length;

    public void Read(long offset, Span<byte> destination) =>
        Bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

    public JpegKnownStarts Known => new(Starts.Count, index => Starts[index]);

    /// <summary>A picture of noise and slopes, in whole MCUs.</summary>
    public static byte[] Paint(PixelSize size, int samples = 3)
    {
        var pixels = new byte[size.Area * samples];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (y, x) = Math.DivRem(i / samples, size.Width);
            pixels[i] = (byte)((x * 3) + (y * (5 + (i % samples))) + ((i * 7919) >> 6 & 31));
        }

        return pixels;
    }

    /// <summary>Encodes a picture with restart intervals of a number of MCUs that divides a row's.</summary>
    public static LargeScan WithIntervals(byte[] pixels, PixelSize size, int interval, JpegEncodeOptions options)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var samples = options.Color == JpegColor.Grey ? 1 : 3;
        var mcu = JpegHeader.Read(codec.Encode(pixels.AsSpan(0, 64 * samples), new PixelSize(8, 8), options), JpegLimits.Default);
        var stripe = new PixelSize(interval * mcu.McuWidth, mcu.McuHeight);
        using var output = new MemoryStream();
        var starts = new List<long>();
        for (var top = 0; top < size.Height; top += stripe.Height)
        {
            for (var left = 0; left < size.Width; left += stripe.Width)
            {
                var stream = codec.Encode(Cut(pixels, size, left, top, stripe, samples), stripe, options);
                var scan = JpegHeader.Read(stream, JpegLimits.Default).ScanOffset;
                output.Write(starts.Count == 0
                    ? Header(stream.AsSpan(0, scan), size, interval)
                    : [0xFF, (byte)(0xD0 + ((starts.Count - 1) & 7))]);
                starts.Add(output.Length);
                output.Write(stream.AsSpan(scan, stream.Length - scan - 2));
            }
        }

        output.Write([0xFF, 0xD9]);
        var result = new LargeScan(output.ToArray());
        result.Starts.AddRange(starts);
        return result;
    }

    /// <summary>A copy whose frame header says another size.</summary>
    public LargeScan WithSize(int width, int height)
    {
        var changed = Bytes.ToArray();
        var frame = changed.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)width);
        var result = new LargeScan(changed);
        result.Starts.AddRange(Starts);
        return result;
    }

    private static byte[] Cut(byte[] pixels, PixelSize size, int left, int top, PixelSize part, int samples)
    {
        var result = new byte[part.Area * samples];
        for (var row = 0; row < part.Height; row++)
        {
            pixels.AsSpan((((top + row) * size.Width) + left) * samples, part.Width * samples)
                .CopyTo(result.AsSpan(row * part.Width * samples));
        }

        return result;
    }

    private static byte[] Header(ReadOnlySpan<byte> header, PixelSize size, int interval)
    {
        var frame = header.IndexOf<byte>([0xFF, 0xC0]);
        var changed = header.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)size.Height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)size.Width);
        return
        [
            .. changed.AsSpan(0, frame), 0xFF, 0xFE, 0, 6, .. "DOE!"u8, 0xFF, 0xDD, 0, 4, (byte)(interval >> 8), (byte)interval,
            .. changed.AsSpan(frame),
        ];
    }
}
