namespace WsiDicomizer.Cli.Json;

/// <summary>A slide that failed, in <c>convert --json</c>. Its path stands on standard error only.</summary>
/// <param name="Slide">The slide's number among the slides of the run, from 1.</param>
/// <param name="Problem">The kind of problem.</param>
/// <param name="Message">What is wrong and what to do, without path or values.</param>
/// <param name="Offset">Bytes from the start of the file, if there is a place.</param>
internal sealed record FailedSlideLine(int Slide, string Problem, string Message, long? Offset)
{
    /// <summary>Always <c>failed</c>.</summary>
    public string Status { get; } = "failed";
}
