namespace WsiDicomizer.Fuzz.Running;

/// <summary>A parser accepted an input, but what it gave back breaks a promise.</summary>
public sealed class FuzzPropertyException(string message) : Exception(message)
{
    public static void Require(bool holds, string promise)
    {
        if (!holds)
        {
            throw new FuzzPropertyException(promise);
        }
    }
}
