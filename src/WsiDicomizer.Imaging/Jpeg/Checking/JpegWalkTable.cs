using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Checking;

/// <summary>A Huffman table for walking over coefficients whose values nobody asks for.</summary>
/// <remarks>
/// One look finds as many whole codes as the window shows, with the bits of their values and the places that they go on in the
/// block. An entry is, from its lowest bits: 0–5 the bits to go on, 6–12 the places to go on, 13 whether the block ends; a second
/// entry of the same kind in bits 16–31 is that of the first code alone. 0 where the first code is longer than the window, or
/// there is no such code.
/// </remarks>
internal sealed class JpegWalkTable
{
    /// <summary>Bits of the window.</summary>
    public const int WindowBits = 13;

    /// <summary>The bits to go on.</summary>
    public const uint BitsMask = 63;

    /// <summary>Where the places to go on begin.</summary>
    public const int PlacesShift = 6;

    /// <summary>The places to go on, shifted down.</summary>
    public const uint PlacesMask = 127;

    /// <summary>Set where the last code ends the block.</summary>
    public const uint EndOfBlock = 1 << 13;

    /// <summary>Where the entry of the first code alone begins.</summary>
    public const int FirstShift = 16;

    private const int ZeroRun = 0xF0;

    private readonly JpegHuffmanTable _table;

    /// <summary>Prepares a table of AC codes.</summary>
    /// <param name="table">Its codes.</param>
    public JpegWalkTable(JpegHuffmanTable table)
    {
        _table = table;
        Entries = new uint[1 << WindowBits];
        for (var window = 0; window < Entries.Length; window++)
        {
            Entries[window] = Follow(window);
        }
    }

    /// <summary>By the next bits.</summary>
    public uint[] Entries { get; }

    /// <summary>The entry of a code alone that is longer than the window.</summary>
    /// <param name="bits">The next 16 bits.</param>
    /// <returns>0 where there is no such code.</returns>
    public uint FindLong(int bits) => Single(_table.FindLong(bits));

    private uint Follow(int window)
    {
        var first = Single(Find(window, WindowBits));
        if (first == 0)
        {
            return 0;
        }

        var all = first;
        while ((all & EndOfBlock) == 0 && (all & BitsMask) < WindowBits)
        {
            var used = (int)(all & BitsMask);
            var next = Single(Find((window << used) & ((1 << WindowBits) - 1), WindowBits - used));
            if (next == 0 || Places(all) + Places(next) > 64)
            {
                break;
            }

            all += next;
        }

        return (first << FirstShift) | all;
    }

    private static uint Places(uint entry) => (entry >> PlacesShift) & PlacesMask;

    // Length × 256 + symbol; 0 where the known bits hold no whole code.
    private int Find(int window, int known)
    {
        const int Spare = 16 - WindowBits;
        int code = _table.Lookup[window >> (WindowBits - JpegHuffmanTable.LookupBits)];
        code = code != 0 ? code : _table.FindLong(window << Spare);
        return code >> 8 <= known ? code : 0;
    }

    private static uint Single(int code)
    {
        if (code == 0)
        {
            return 0;
        }

        var (length, symbol) = (code >> 8, code & 0xFF);
        var size = symbol & 15;
        return size == 0 && symbol != ZeroRun
            ? (uint)length | EndOfBlock
            : (uint)(length + size) | (uint)(((symbol >> 4) + 1) << PlacesShift);
    }
}
