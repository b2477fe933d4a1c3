using Spectre.Console;
using WsiDicomizer.Conversion;

namespace WsiDicomizer.Cli.Terminal.Rich;

/// <summary>A bar on standard error while a slide is converted, and only where that is a terminal.</summary>
internal static class ProgressBar
{
    /// <summary>Does some work, with a bar where a person sees it.</summary>
    /// <param name="console">The console.</param>
    /// <param name="wanted">Whether a bar may be shown at all.</param>
    /// <param name="title">What stands before the bar; no identity.</param>
    /// <param name="work">The work; it gets null where no bar is shown.</param>
    public static T Run<T>(
        ICommandConsole console, bool wanted, string title, Func<IProgress<ConversionProgress>?, T> work) =>
        wanted && console.ErrorIsTerminal ? RunWithBar(console, title, work) : work(null);

    private static T RunWithBar<T>(
        ICommandConsole console, string title, Func<IProgress<ConversionProgress>?, T> work) =>
        RichConsole.Create(console.Error, console.Width)
            .Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(title))));

    private sealed class Bar(ProgressTask task) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value)
        {
            task.MaxValue = Math.Max(1, value.FramesTotal);
            task.Value = value.FramesDone;
        }
    }
}
