using System.Buffers.Binary;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Several byte strings in one input: each with 4 bytes of length before it.</summary>
internal static class Packed
{
    public static byte[] Pack(params byte[][] parts)
    {
        using var packed = new MemoryStream();
        foreach (var part in parts)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            packed.Write(length);
            packed.Write(part);
        }

        return packed.ToArray();
    }

    /// <summary>The parts; lengths beyond the input mean its rest.</summary>
    /// <param name="input">The input.</param>
    /// <param name="count">How many at most; parts that are not there are empty.</param>
    public static ReadOnlyMemory<byte>[] Unpack(ReadOnlyMemory<byte> input, int count)
    {
        var parts = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count && input.Length >= 4; i++)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(input.Span), (uint)(input.Length - 4));
            parts[i] = input.Slice(4, length);
            input = input[(4 + length)..];
        }

        return parts;
    }
}
