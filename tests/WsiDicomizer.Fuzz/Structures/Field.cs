using System.Buffers.Binary;

namespace WsiDicomizer.Fuzz.Structures;

/// <summary>A number of a seed that says how long, where or how many: what hostile files lie about.</summary>
/// <param name="Offset">Of its first byte.</param>
/// <param name="Width">1, 2, 4 or 8 bytes.</param>
/// <param name="IsLittleEndian">The order of its bytes.</param>
internal readonly record struct Field(int Offset, int Width, bool IsLittleEndian)
{
    public int End => Offset + Width;

    public static Field Big(int offset, int width) => new(offset, width, IsLittleEndian: false);

    public static Field Little(int offset, int width) => new(offset, width, IsLittleEndian: true);

    public ulong Read(ReadOnlySpan<byte> bytes)
    {
        var field = bytes.Slice(Offset, Width);
        return (Width, IsLittleEndian) switch
        {
            (1, _) => field[0],
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(field),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(field),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(field),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(field),
            (_, true) => BinaryPrimitives.ReadUInt64LittleEndian(field),
            _ => BinaryPrimitives.ReadUInt64BigEndian(field),
        };
    }

    public void Write(Span<byte> bytes, ulong value)
    {
        var field = bytes.Slice(Offset, Width);
        for (var i = 0; i < Width; i++)
        {
            field[IsLittleEndian ? i : Width - 1 - i] = (byte)(value >> (8 * i));
        }
    }
}
