namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Damages valid bytes in a way that is the same in every run.</summary>
internal static class Mutations
{
    /// <summary>Yields damaged copies: bytes changed, cut off, cut out or doubled.</summary>
    public static IEnumerable<byte[]> Of(byte[] valid, int count, int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < count; n++)
        {
            var bytes = valid.ToList();
            for (var times = random.Next(1, 6); times > 0 && bytes.Count > 1; times--)
            {
                Damage(bytes, random);
            }

            yield return [.. bytes];
        }
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        var length = random.Next(1, Math.Min(16, bytes.Count - at) + 1);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] = 0xFF;
                break;
            case 1:
                bytes[at] = 0;
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes[at] = (byte)random.Next(256);
                break;
        }
    }
}
