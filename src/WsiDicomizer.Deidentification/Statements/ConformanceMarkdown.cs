namespace WsiDicomizer.Deidentification.Statements;

/// <summary>Writes a conformance statement as Markdown.</summary>
public static class ConformanceMarkdown
{
    /// <summary>Writes it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ConformanceStatement statement, TextWriter writer)
    {
        writer.WriteLine($"# De-identification conformance statement: profile {statement.Profile}");
        writer.WriteLine();
        writer.WriteLine(Escape(statement.Title));
        writer.WriteLine();
        writer.WriteLine($"- Program: {statement.Program}");
        writer.WriteLine($"- Profile SHA-256: {statement.Digest}");
        if (statement.Deidentifies)
        {
            writer.WriteLine("- Conformance: Basic Application Level Confidentiality Profile (PS3.15 E.2) as de-identifier, with the options below");
        }

        foreach (var source in statement.Sources)
        {
            writer.WriteLine($"- {source.Title}, edition {source.Edition}{(source.Sha256 is null ? string.Empty : $", SHA-256 {source.Sha256}")}");
        }

        Options(statement, writer);
        foreach (var section in statement.Sections)
        {
            Heading(section.Title, writer);
            foreach (var sentence in section.Sentences)
            {
                writer.WriteLine($"- {Escape(sentence)}");
            }
        }

        Attributes(statement, writer);
    }

    private static void Options(ConformanceStatement statement, TextWriter writer)
    {
        Heading("Options (PS3.15 E.3)", writer);
        writer.WriteLine("| option | code | meaning | supported | applied |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var option in statement.Options)
        {
            writer.WriteLine($"| {option.Name} | {option.Code} | {option.Meaning} | {Word(option.IsSupported)} | {Word(option.IsApplied)} |");
        }
    }

    private static void Attributes(ConformanceStatement statement, TextWriter writer)
    {
        if (statement.Attributes.Count == 0)
        {
            return;
        }

        Heading("Attributes", writer);
        writer.WriteLine("X remove, Z empty, D dummy, U keyed UID, C clean, K keep.");
        writer.WriteLine();
        writer.WriteLine("| tag | attribute | action | result | reason |");
        writer.WriteLine("|---|---|---|---|---|");
        foreach (var attribute in statement.Attributes)
        {
            writer.WriteLine(
                $"| {Escape(attribute.Tag)} | {Escape(attribute.Keyword)} | {attribute.Action} | {Escape(attribute.Result)} | {Escape(attribute.Reason)} |");
        }
    }

    private static void Heading(string title, TextWriter writer)
    {
        writer.WriteLine();
        writer.WriteLine($"## {title}");
        writer.WriteLine();
    }

    private static string Word(bool value) => value ? "yes" : "no";

    // What a profile's author wrote stays text: no mark-up, no second cell. Control characters cannot come this far.
    private static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '<' or '#' => $"\\{letter}",
        _ => char.IsControl(letter) ? " " : letter.ToString(),
    }));
}
