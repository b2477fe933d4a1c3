using System.Buffers.Binary;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Checking;

/// <summary>Whether the coded data of baseline scans decodes, without decoding it to pixels.</summary>
/// <remarks>
/// <para>Every code is looked up and every block counted: damage is a code that there is not, a run beyond the end of a block,
/// data that ends before the last block or goes on behind it, and a restart marker that is missing or out of order. What a
/// change of bits leaves decodable is not found: JPEG has no checksum.</para>
/// <para>Thread-safe; the memory for a scan is the caller's. Source: ITU-T T.81, F.2.2 and B.2.1.</para>
/// </remarks>
public sealed class JpegScanCheck
{
    // Zeros behind the data, so that a block may be read beyond its end before that is noticed: 64 codes of at most 31 bits.
    private const int PaddingBytes = 512;

    // T.81, table F.1: the baseline process has no larger difference.
    private const int MaxDcBits = 11;

    // Bits of a window of 64 of which 8 may stand before the first.
    private const int SureBits = 57;

    private readonly Block[] _blocks;
    private readonly int _mcus;
    private readonly int _interval;

    private JpegScanCheck(JpegScanLayout layout)
    {
        var header = layout.Header;
        var tables = new Dictionary<JpegHuffmanTable, JpegWalkTable>();
        _blocks = new Block[layout.Blocks.Length];
        for (var index = 0; index < _blocks.Length; index++)
        {
            var block = layout.Blocks[index];
            if (!tables.TryGetValue(block.Ac, out var walk))
            {
                walk = new JpegWalkTable(block.Ac);
                tables.Add(block.Ac, walk);
            }

            _blocks[index] = new Block(block.Dc, walk);
        }

        // A scan of one component has MCUs of one block, whatever the factors (A.2.2).
        var isGrey = header.Components.Count == 1;
        var across = 8 * (isGrey ? 1 : header.Components.Max(component => component.HorizontalSampling));
        var down = 8 * (isGrey ? 1 : header.Components.Max(component => component.VerticalSampling));
        _mcus = checked(((header.Width + across - 1) / across) * ((header.Height + down - 1) / down));
        _interval = header.RestartInterval == 0 ? _mcus : header.RestartInterval;
    }

    /// <summary>Prepares the check of streams that have one header.</summary>
    /// <param name="header">SOI to SOS, with every table.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <exception cref="CodecException">The header is damaged, or not of one baseline scan of 8 bits.</exception>
    public static JpegScanCheck Create(ReadOnlySpan<byte> header, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new JpegScanCheck(JpegScanLayout.Read(header, limits));
    }

    /// <summary>Checks the coded data of a scan.</summary>
    /// <param name="coded">From behind SOS to before EOI.</param>
    /// <param name="buffer">Memory of this thread that is used again; made longer where it has to be.</param>
    /// <returns>Null where it decodes; otherwise what is wrong, for people, with offsets from the start of the coded data.</returns>
    public string? Check(ReadOnlySpan<byte> coded, ref byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (buffer.Length < coded.Length + PaddingBytes)
        {
            buffer = new byte[coded.Length + (coded.Length / 4) + PaddingBytes];
        }

        var start = 0;
        for (var (done, restart) = (0, 0); done < _mcus; restart++)
        {
            var stop = start + JpegUnstuffing.Run(coded[start..], buffer, out var length);
            buffer.AsSpan(length, PaddingBytes).Clear();
            var count = Math.Min(_interval, _mcus - done);
            if (Walk(buffer, length, count) is { } fault)
            {
                return $"{fault}, in the data from byte {start} to {stop}";
            }

            done += count;
            if (done < _mcus)
            {
                if (stop + 1 >= coded.Length || coded[stop + 1] != JpegMarker.Rst0 + (restart & 7))
                {
                    return $"expected restart marker {restart & 7} at byte {stop}";
                }

                start = stop + 2;
            }
            else if (stop != coded.Length)
            {
                return $"the picture is complete at byte {stop}, and more follows";
            }
        }

        return null;
    }

    private string? Walk(ReadOnlySpan<byte> data, int length, int mcus)
    {
        var (bit, end) = (0L, length * 8L);
        for (; mcus > 0; mcus--)
        {
            foreach (var block in _blocks)
            {
                bit = block.Pass(data, bit);
                if (bit < 0 || bit > end)
                {
                    return bit < 0 ? "a code that there is not, or a run beyond its block" : "the data ends before the picture is complete";
                }
            }
        }

        return end - bit < 8 ? null : "the picture is complete before the data ends";
    }

    private sealed class Block(JpegHuffmanTable dc, JpegWalkTable ac)
    {
        private readonly uint[] _entries = ac.Entries;

        /// <summary>Goes over a block.</summary>
        /// <returns>The bit behind it; -1 where it is damaged.</returns>
        public long Pass(ReadOnlySpan<byte> data, long bit)
        {
            var window = BinaryPrimitives.ReadUInt64BigEndian(data[(int)(bit >> 3)..]) << (int)(bit & 7);
            int code = dc.Lookup[(int)(window >> (64 - JpegHuffmanTable.LookupBits))];
            code = code != 0 ? code : dc.FindLong((int)(window >> 48));
            var used = (code >> 8) + (code & 0xFF);
            if (code == 0 || (code & 0xFF) > MaxDcBits)
            {
                return -1;
            }

            bit += used;
            window <<= used;
            var left = SureBits - used;
            var entries = _entries;
            for (var place = 1; place < 64;)
            {
                if (left < 16)
                {
                    window = BinaryPrimitives.ReadUInt64BigEndian(data[(int)(bit >> 3)..]) << (int)(bit & 7);
                    left = SureBits;
                }

                var entry = entries[(int)(window >> (64 - JpegWalkTable.WindowBits))];
                var next = place + (int)((entry >> JpegWalkTable.PlacesShift) & JpegWalkTable.PlacesMask);
                if (next > 63 || entry == 0)
                {
                    // The block ends somewhere in these codes: one by one.
                    entry = entry != 0 ? entry >> JpegWalkTable.FirstShift : ac.FindLong((int)(window >> 48));
                    next = place + (int)((entry >> JpegWalkTable.PlacesShift) & JpegWalkTable.PlacesMask);
                    if (entry == 0 || next > 64)
                    {
                        return -1;
                    }
                }

                used = (int)(entry & JpegWalkTable.BitsMask);
                bit += used;
                if ((entry & JpegWalkTable.EndOfBlock) != 0)
                {
                    break;
                }

                window <<= used;
                left -= used;
                place = next;
            }

            return bit;
        }
    }
}
