using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Demo;

/// <summary>Tells what the search for planted values found: places, never values.</summary>
/// <param name="console">Where to.</param>
internal sealed class DemoFindings(ICommandConsole console)
{
    private const int MostPlaces = 50;

    /// <summary>Tells it.</summary>
    public void Show(AnswerKey key, LeakReport report)
    {
        Line($"4. Every planted value is looked for in all {Quantity.Of(report.Bytes, "byte")} of "
            + $"{Quantity.Of(report.Files, "file")} and in {Quantity.Of(report.Names, "name")}:");
        Line("   as UTF-8, UTF-16 and Base64, in either case; dates, times and names in their other forms too.");
        var table = new TextTable("kind", "values planted", "in the output");
        foreach (var kind in key.Entries.Select((entry, index) => (entry.Kind, index)).GroupBy(pair => pair.Kind))
        {
            var indices = kind.Select(pair => pair.index).ToHashSet();
            var found = report.Finds.Select(find => find.EntryIndex).Distinct().Count(indices.Contains);
            table.AddRow(kind.Key.ToString(), Quantity.Number(indices.Count), Answer(found));
        }

        table.AddRow("label and overview files", "2", Answer(report.ForbiddenPictures.Count));
        table.Write(console);
        if (report.NotSearched.Count > 0)
        {
            Line($"   {Quantity.Of(report.NotSearched.Count, "value")} too short to be told from chance: not looked for.");
        }

        Line(report.IsClean
            ? "   None of it is in the output."
            : "   IDENTITY IS IN THE OUTPUT. Do not use it, and report this:");
        ShowPlaces(key, report);
        Line(string.Empty);
    }

    private static string Answer(int count) => count == 0 ? "none" : $"{Quantity.Number(count)} FOUND";

    private void ShowPlaces(AnswerKey key, LeakReport report)
    {
        foreach (var find in report.Finds.Take(MostPlaces))
        {
            var entry = key.Entries[find.EntryIndex];
            Line($"   {Printable.From(find.Place)}: {entry.Kind}, {entry.Name}, as {find.Form}");
        }

        foreach (var name in report.ForbiddenPictures.Take(MostPlaces))
        {
            Line($"   {Printable.From(name)}: a picture of the label or of the whole glass");
        }

        if (report.Finds.Count > MostPlaces)
        {
            Line($"   and {Quantity.Of(report.Finds.Count - MostPlaces, "more place")}");
        }
    }

    private void Line(string text) => console.Out.WriteLine(text);
}
