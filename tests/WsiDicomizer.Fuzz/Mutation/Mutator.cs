using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Mutation;

/// <summary>Makes damaged inputs of valid ones; the same for the same generator.</summary>
internal sealed class Mutator(IReadOnlyList<Seed> seeds, IReadOnlyList<byte[]> tokens, int maxLength)
{
    private const int MaximumTries = 8;

    private static readonly byte[] InterestingBytes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, 0x20, 0x5C, 0x0A];

    private static readonly ulong[] InterestingNumbers =
    [
        0, 1, 2, 3, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x1_0000, 0x7FFF_FFFE, 0x7FFF_FFFF,
        0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000,
        0xFFFF_FFFF_FFFF_FFFF,
    ];

    /// <summary>The seed of an input that is changed, then one to seven changes.</summary>
    public byte[] Create(FuzzRandom random)
    {
        var seed = random.Pick(seeds);
        var bytes = (byte[])seed.Bytes.Clone();

        // Much damage is refused at once: half of the inputs have a single change. Fields keep their places until the
        // length changes, so they are aimed at first.
        var isSingle = random.Next(2) == 0;
        var aimed = seed.Fields.Count == 0 ? 0 : random.Next(isSingle ? 2 : 4);
        for (var i = 0; i < aimed; i++)
        {
            ChangeField(bytes, seed.Fields, random);
        }

        var others = isSingle ? 1 - aimed : Math.Max(1, random.Next(5)) - Math.Min(1, aimed);
        for (var more = others; more > 0 && bytes.Length > 0; more--)
        {
            bytes = Change(bytes, seed, random);
        }

        // A change may change nothing: a number that stood there already, a block in its own place. The seeds themselves
        // are run anyway, so such an input would be one less.
        for (var tries = 0; tries < MaximumTries && bytes.Length > 0 && bytes.AsSpan().SequenceEqual(seed.Bytes); tries++)
        {
            bytes = Change(bytes, seed, random);
        }

        return bytes.Length <= maxLength ? bytes : bytes[..maxLength];
    }

    private static void ChangeField(byte[] bytes, IReadOnlyList<Field> fields, FuzzRandom random)
    {
        var field = random.Pick(fields);
        var value = field.Read(bytes);
        field.Write(bytes, random.Next(8) switch
        {
            0 => value + 1,
            1 => value - 1,
            2 => (ulong)bytes.Length,
            3 => (ulong)(bytes.Length - field.End),
            4 => (ulong)random.Pick(fields).Offset,
            5 => random.Pick(fields).Read(bytes),
            6 => value ^ (1UL << random.Next(8 * field.Width)),
            _ => random.Pick(InterestingNumbers),
        });
    }

    private byte[] Change(byte[] bytes, Seed seed, FuzzRandom random)
    {
        var at = random.Next(bytes.Length);
        var length = Math.Min(random.NextLength(bytes.Length), bytes.Length - at);
        switch (random.Next(12))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = random.Pick(InterestingBytes);
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 3:
            case 4:
                WriteNumber(bytes, at, random);
                return bytes;
            case 5:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + length)];
            case 6:
                return [.. bytes.AsSpan(0, at + length), .. bytes.AsSpan(at)];
            case 7:
                SwapBlocks(bytes, at, length, random);
                return bytes;
            case 8:
                return Insert(bytes, at, length, random);
            case 9:
                return bytes[..CutAt(bytes, seed, random)];
            case 10:
                var other = random.Pick(seeds).Bytes;
                return [.. bytes.AsSpan(0, at), .. other.AsSpan(Math.Min(other.Length, SplicePoint(at, other, random)))];
            default:
                bytes.AsSpan(at, length).Fill(random.Pick(InterestingBytes));
                return bytes;
        }
    }

    private static void WriteNumber(byte[] bytes, int at, FuzzRandom random)
    {
        var width = 2 << random.Next(3);
        if (at + width <= bytes.Length)
        {
            new Field(at, width, random.Next(2) == 0).Write(bytes, random.Pick(InterestingNumbers));
        }
    }

    private static void SwapBlocks(byte[] bytes, int at, int length, FuzzRandom random)
    {
        var other = random.Next(bytes.Length - length + 1);
        var block = bytes.AsSpan(at, length).ToArray();
        bytes.AsSpan(other, length).CopyTo(bytes.AsSpan(at));
        block.CopyTo(bytes.AsSpan(other));
    }

    private byte[] Insert(byte[] bytes, int at, int length, FuzzRandom random)
    {
        if (tokens.Count > 0 && random.Next(4) != 0)
        {
            return [.. bytes.AsSpan(0, at), .. random.Pick(tokens), .. bytes.AsSpan(at)];
        }

        var block = new byte[length];
        foreach (ref var value in block.AsSpan())
        {
            value = (byte)random.NextUInt64();
        }

        return [.. bytes.AsSpan(0, at), .. block, .. bytes.AsSpan(at)];
    }

    // Half of the cuts are at a border of the structure.
    private static int CutAt(byte[] bytes, Seed seed, FuzzRandom random)
    {
        if (seed.Fields.Count == 0 || random.Next(2) == 0)
        {
            return random.Next(bytes.Length);
        }

        var field = random.Pick(seed.Fields);
        return Math.Min(bytes.Length, random.Next(2) == 0 ? field.Offset : field.End);
    }

    private static int SplicePoint(int at, byte[] other, FuzzRandom random) =>
        random.Next(2) == 0 || other.Length == 0 ? at : random.Next(other.Length);
}
