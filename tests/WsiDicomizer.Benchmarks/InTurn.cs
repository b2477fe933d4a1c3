using System.Globalization;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Runs programs in turn, several rounds, so that what else happens on the machine hits all of them, and compares their
/// medians with that of the first.
/// </summary>
/// <param name="output">A file or folder that the programs make: each run gets another name in its place, and all are removed at the end.</param>
/// <param name="rounds">How often each program is run.</param>
internal sealed class InTurn(string output, int rounds)
{
    private readonly List<(string Name, string Program, string[] Arguments, List<Measurement> Runs)> _programs = [];
    private int _outputs;

    /// <summary>Adds a program; the first is what the others are compared with.</summary>
    public InTurn Add(string name, string program, params string[] arguments)
    {
        _programs.Add((name, program, arguments, []));
        return this;
    }

    /// <summary>Runs everything and prints a table.</summary>
    public InTurn Run()
    {
        // Once without counting: the input comes into the page cache for all of them.
        Measurement.Run(_programs[0].Program, Numbered(_programs[0].Arguments));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, program, arguments, runs) in _programs)
            {
                // What the run before has written goes to the disk before the clock starts. It is not deleted yet: for some
                // seconds after, file systems take long to find room for new files.
                Measurement.Run("sync");
                runs.Add(Measurement.Run(program, Numbered(arguments)));
            }
        }

        RemoveOutputs();
        Console.WriteLine($"  program      seconds   of {_programs[0].Name,-9}   peak MB");
        foreach (var (name, _, _, runs) in _programs)
        {
            Print($"  {name,-10} {MedianSeconds(runs),9:F3} {MedianSeconds(runs) / MedianSeconds(_programs[0].Runs),14:F2} {Peak(runs) / 1e6,9:F0}");
        }

        return this;
    }

    /// <summary>Whether the last program keeps its bounds; prints that.</summary>
    /// <param name="mostOfFirst">Its median time as a part of the first program's.</param>
    /// <param name="mostBytes">Its peak of resident memory.</param>
    public bool Keeps(double mostOfFirst, long mostBytes)
    {
        var last = _programs[^1].Runs;
        var kept = MedianSeconds(last) / MedianSeconds(_programs[0].Runs) <= mostOfFirst && Peak(last) <= mostBytes;
        Print($"  bounds: {mostOfFirst:F2} of {_programs[0].Name}, {mostBytes / 1e6:F0} MB: {(kept ? "kept" : "MISSED")}");
        Console.WriteLine();
        return kept;
    }

    /// <summary>The median time of the last program.</summary>
    public double LastSeconds => MedianSeconds(_programs[^1].Runs);

    private static long Peak(List<Measurement> runs) => runs.Max(run => run.PeakBytes);

    private static double MedianSeconds(List<Measurement> runs)
    {
        var sorted = runs.Select(run => run.Elapsed.TotalSeconds).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private string[] Numbered(string[] arguments)
    {
        _outputs++;
        return [.. arguments.Select(argument => argument == output ? NameOf(_outputs) : argument)];
    }

    private string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{output}-{number}");

    private void RemoveOutputs()
    {
        for (; _outputs > 0; _outputs--)
        {
            if (Directory.Exists(NameOf(_outputs)))
            {
                Directory.Delete(NameOf(_outputs), recursive: true);
            }

            File.Delete(NameOf(_outputs));
        }
    }
}
