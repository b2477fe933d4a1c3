namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Seeded damage: flipped bytes, extreme numbers, copied runs, cut ends.</summary>
internal static class Mutations
{
    private static readonly byte[][] Extremes =
    [
        [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [1, 0, 0, 0], [0, 0, 0, 1],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    ];

    public static IEnumerable<byte[]> Of(byte[] sound, int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var mutant = sound.ToArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                mutant = Hit(mutant, random);
            }

            yield return mutant;
        }
    }

    private static byte[] Hit(byte[] bytes, Random random)
    {
        if (bytes.Length < 16)
        {
            return bytes;
        }

        var position = random.Next(bytes.Length - 8);
        switch (random.Next(10))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes.AsSpan(random.Next(bytes.Length - 8), 8).CopyTo(bytes.AsSpan(position));
                return bytes;
            case < 6:
                Extremes[random.Next(Extremes.Length)].CopyTo(bytes, position);
                return bytes;
            default:
                bytes[position] = (byte)random.Next(256);
                return bytes;
        }
    }
}
