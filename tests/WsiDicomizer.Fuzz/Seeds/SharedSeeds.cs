using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>The beginnings of sample slides, where they are here; a run without them starts from what is made in code.</summary>
internal static class SharedSeeds
{
    /// <summary>The first bytes of files of a folder of the sample slides.</summary>
    /// <param name="folder">Below <c>shared/slides</c>.</param>
    /// <param name="maxLength">Longer files are cut.</param>
    public static IEnumerable<byte[]> Heads(string folder, int maxLength)
    {
        if (!SharedSlides.Available)
        {
            return [];
        }

        return Directory.EnumerateFiles(SharedSlides.File(folder), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => Head(path, maxLength));
    }

    /// <summary>The files that are no longer than that.</summary>
    public static IEnumerable<byte[]> Whole(string folder, int maxLength) =>
        Heads(folder, maxLength + 1).Where(bytes => bytes.Length <= maxLength);

    private static byte[] Head(string path, int maxLength)
    {
        using var handle = File.OpenHandle(path);
        var bytes = new byte[Math.Min(RandomAccess.GetLength(handle), maxLength)];
        return bytes[..RandomAccess.Read(handle, bytes, 0)];
    }
}
