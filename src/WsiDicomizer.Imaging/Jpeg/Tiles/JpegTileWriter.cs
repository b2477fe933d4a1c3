using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>The stream of one tile in the making. Not thread-safe; used again for other tiles.</summary>
internal sealed class JpegTileWriter
{
    /// <summary>The DC coefficients of the last block of each component.</summary>
    public readonly int[] Predictions = new int[4];

    private byte[] _buffer = new byte[8 * 1024];

    /// <summary>Bytes written.</summary>
    public int Position { get; set; }

    /// <summary>Bits that are no whole word yet, in the lowest places.</summary>
    public ulong Pending { get; set; }

    /// <summary>How many they are, less than 32.</summary>
    public int PendingCount { get; set; }

    /// <summary>Begins a stream.</summary>
    /// <param name="header">SOI to SOS.</param>
    public void Start(ReadOnlySpan<byte> header)
    {
        Predictions.AsSpan().Clear();
        (Position, Pending, PendingCount) = (0, 0, 0);
        Reserve(header.Length);
        header.CopyTo(_buffer);
        Position = header.Length;
    }

    /// <summary>Makes room.</summary>
    /// <param name="count">Bytes that are going to be written.</param>
    /// <returns>The whole buffer; what is written stands in front.</returns>
    public byte[] Reserve(int count)
    {
        if (_buffer.Length - Position < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, checked(Position + count)));
        }

        return _buffer;
    }

    /// <summary>Writes 32 bits, with a 00 after each FF (T.81, F.1.2.3).</summary>
    /// <param name="buffer">With room for 8 bytes.</param>
    /// <param name="position">Where to.</param>
    /// <param name="word">The bits, first one highest.</param>
    /// <returns>The new position.</returns>
    public static int WriteWord(Span<byte> buffer, int position, uint word)
    {
        // A byte is FF where its highest bit is set and adding one carries it away. A carry from below may say so of a
        // byte that is FE: then the careful way gives the same bytes.
        if ((word & 0x80808080 & ~(word + 0x01010101)) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(buffer[position..], word);
            return position + 4;
        }

        for (var shift = 24; shift >= 0; shift -= 8)
        {
            var value = (byte)(word >> shift);
            buffer[position++] = value;
            if (value == 0xFF)
            {
                buffer[position++] = 0;
            }
        }

        return position;
    }

    /// <summary>Ends a restart interval and begins the next (T.81, F.1.1.5.1 and F.1.2.3).</summary>
    /// <param name="marker">The second byte of RST0 to RST7.</param>
    public void Restart(byte marker)
    {
        EndInterval(marker);
        Predictions.AsSpan().Clear();
    }

    /// <summary>Ends the stream: the last byte is filled with ones (T.81, F.1.2.3), then EOI.</summary>
    /// <returns>The stream.</returns>
    public byte[] Finish()
    {
        EndInterval(JpegMarker.Eoi);
        return _buffer[..Position];
    }

    private void EndInterval(byte marker)
    {
        var buffer = Reserve(16);
        var position = Position;
        var count = PendingCount;
        var bits = Pending;
        var spare = (8 - (count & 7)) & 7;
        bits = (bits << spare) | ((1UL << spare) - 1);
        for (count += spare; count > 0;)
        {
            count -= 8;
            var value = (byte)(bits >> count);
            buffer[position++] = value;
            if (value == 0xFF)
            {
                buffer[position++] = 0;
            }
        }

        buffer[position++] = 0xFF;
        buffer[position++] = marker;
        (Position, Pending, PendingCount) = (position, 0, 0);
    }
}
