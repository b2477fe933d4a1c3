namespace WsiDicomizer.Slides.Tiff;

/// <summary>An array of unsigned integers, kept as the bytes of the file: no more memory than the file itself uses.</summary>
/// <remarks>Immutable and thread-safe. Elements are 1, 2, 4 or 8 bytes wide and are decoded when asked for.</remarks>
public sealed class TiffIntegerArray
{
    private readonly byte[] _bytes;
    private readonly int _width;
    private readonly bool _isLittleEndian;

    internal TiffIntegerArray(byte[] bytes, int width, bool isLittleEndian)
    {
        _bytes = bytes;
        _width = width;
        _isLittleEndian = isLittleEndian;
        Count = bytes.Length / width;
    }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The bytes as stored, in the file's byte order.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>An element.</summary>
    /// <param name="index">0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ulong this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new TiffNumberReader(_isLittleEndian).Unsigned(_bytes.AsSpan(index * _width, _width), _width);
        }
    }
}
