namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The shifts by whole weeks that a window of days holds, without the one of no weeks at all.</summary>
internal static class WholeWeeks
{
    private const int DaysPerWeek = 7;

    /// <summary>How many there are.</summary>
    /// <param name="firstDay">The first day of the window.</param>
    /// <param name="lastDay">The last day of the window.</param>
    public static int Count(int firstDay, int lastDay)
    {
        var (first, last) = Bounds(firstDay, lastDay);
        return Math.Max(0, last - first + 1) - (HoldsNone(first, last) ? 1 : 0);
    }

    /// <summary>One of them, in days.</summary>
    /// <param name="firstDay">The first day of the window.</param>
    /// <param name="lastDay">The last day of the window.</param>
    /// <param name="index">0-based and below <see cref="Count"/>.</param>
    public static int Get(int firstDay, int lastDay, int index)
    {
        var (first, last) = Bounds(firstDay, lastDay);
        var week = first + index;
        return DaysPerWeek * (HoldsNone(first, last) && week >= 0 ? week + 1 : week);
    }

    private static (int First, int Last) Bounds(int firstDay, int lastDay) =>
        ((int)Math.Ceiling(firstDay / (double)DaysPerWeek), (int)Math.Floor(lastDay / (double)DaysPerWeek));

    private static bool HoldsNone(int first, int last) => first <= 0 && last >= 0;
}
