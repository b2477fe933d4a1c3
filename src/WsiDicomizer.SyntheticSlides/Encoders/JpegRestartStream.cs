using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes one JPEG stream with restart intervals of streams that hold one interval each.</summary>
/// <remarks>
/// The encoder's Huffman tables are the standard's, so they are the same for all. Sources: ITU-T T.81 B.2.4.4 (DRI), B.2.1
/// (RSTn counts from 0 to 7).
/// </remarks>
/// <param name="append">Writes bytes.</param>
/// <param name="size">The size of the whole; 0 is written where it has more than 16 bits.</param>
/// <param name="interval">MCUs of an interval.</param>
internal sealed class JpegRestartStream(Action<ReadOnlyMemory<byte>> append, PixelSize size, int interval)
{
    private readonly List<long> _starts = [];
    private long _length;

    /// <summary>Where the intervals begin, from SOI.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>Adds an interval.</summary>
    /// <param name="stream">A whole stream of it.</param>
    public void Add(byte[] stream)
    {
        var header = JpegHeader.Read(stream, JpegLimits.Default);
        Append(_starts.Count == 0
            ? WithRestartInterval(stream.AsSpan(0, header.ScanOffset))
            : [0xFF, (byte)(0xD0 + ((_starts.Count - 1) % 8))]);
        _starts.Add(_length);
        Append(stream.AsMemory()[header.ScanOffset..^2]);
    }

    /// <summary>Ends the stream.</summary>
    public void Finish() => Append(new byte[] { 0xFF, 0xD9 });

    private void Append(ReadOnlyMemory<byte> bytes)
    {
        append(bytes);
        _length += bytes.Length;
    }

    // The header of an interval becomes that of the whole: its size, and DRI before SOF.
    private byte[] WithRestartInterval(ReadOnlySpan<byte> header)
    {
        var frame = 2;
        while (header[frame + 1] != 0xC0)
        {
            frame += 2 + BinaryPrimitives.ReadUInt16BigEndian(header[(frame + 2)..]);
        }

        var changed = header.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)(size.Height > ushort.MaxValue ? 0 : size.Height));
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)(size.Width > ushort.MaxValue ? 0 : size.Width));
        byte[] restart = [0xFF, 0xDD, 0, 4, (byte)(interval >> 8), (byte)interval];
        return [.. changed.AsSpan(0, frame), .. restart, .. changed.AsSpan(frame)];
    }
}
