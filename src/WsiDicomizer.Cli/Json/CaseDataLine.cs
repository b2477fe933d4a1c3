namespace WsiDicomizer.Cli.Json;

/// <summary>What became of the case data, the last line of <c>convert --json --case-metadata</c>. No value of the file.</summary>
/// <param name="Records">How many slides the file tells of.</param>
/// <param name="Used">How many of them were there.</param>
/// <param name="SlidesWithout">Slides of which the file tells nothing.</param>
/// <param name="UnusedLines">The lines with entries that no slide used.</param>
internal sealed record CaseDataLine(int Records, int Used, int SlidesWithout, IReadOnlyList<int> UnusedLines)
{
    /// <summary>Always <c>case-data</c>.</summary>
    public string Status { get; } = "case-data";
}
