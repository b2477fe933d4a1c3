namespace WsiDicomizer.InPlace.Writing;

/// <summary>The times of files, which tell when a slide was scanned.</summary>
internal static class FileTimes
{
    private static readonly DateTime Neutral = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Sets a file's times to the first of January 2000.</summary>
    /// <param name="path">The file.</param>
    public static void Reset(string path)
    {
        File.SetLastWriteTimeUtc(path, Neutral);
        File.SetLastAccessTimeUtc(path, Neutral);
    }

    /// <summary>Whether a file's time was reset.</summary>
    /// <param name="path">The file.</param>
    public static bool IsReset(string path) => File.GetLastWriteTimeUtc(path) == Neutral;
}
