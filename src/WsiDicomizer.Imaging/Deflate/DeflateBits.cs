using System.Buffers;

namespace WsiDicomizer.Imaging.Deflate;

/// <summary>Packs bits as deflate does: the first into the lowest place of a byte (RFC 1951, 3.1.1).</summary>
internal sealed class DeflateBits
{
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private uint _bits;
    private int _count;

    /// <summary>Adds a number, lowest bit first.</summary>
    /// <param name="value">Below 2 to the power of <paramref name="count"/>.</param>
    /// <param name="count">0 to 16.</param>
    public void Write(int value, int count)
    {
        _bits |= (uint)value << _count;
        for (_count += count; _count >= 8; _count -= 8)
        {
            WriteByte();
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    /// <returns>All bytes.</returns>
    public ReadOnlySpan<byte> Finish()
    {
        if (_count > 0)
        {
            WriteByte();
            _count = 0;
        }

        return _output.WrittenSpan;
    }

    private void WriteByte()
    {
        _output.GetSpan(1)[0] = (byte)_bits;
        _output.Advance(1);
        _bits >>= 8;
    }
}
