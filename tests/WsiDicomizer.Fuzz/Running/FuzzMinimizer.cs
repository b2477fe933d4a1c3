namespace WsiDicomizer.Fuzz.Running;

/// <summary>Makes the input of a finding smaller, as long as it stays the same finding.</summary>
internal static class FuzzMinimizer
{
    private const int MaxRuns = 2000;

    public static byte[] Minimize(byte[] input, Func<byte[], bool> isSameFinding)
    {
        var runs = 0;
        for (var block = Math.Max(1, input.Length / 2); block >= 1; block /= 2)
        {
            for (var at = input.Length - block; at >= 0 && runs < MaxRuns; at -= block, runs++)
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(at + block)];
                if (isSameFinding(shorter))
                {
                    input = shorter;
                }
            }
        }

        return input;
    }
}
