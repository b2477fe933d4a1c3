using System.Diagnostics;
using System.Text;
using WsiDicomizer.Fuzz.Mutation;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>Runs a target's inputs on a thread of their own and watches it.</summary>
internal sealed class FuzzRunner(FuzzTarget target, FuzzOptions options, string? artifactsFolder = null)
{
    // As much as the threads of a pool have: a parser that needs more stack needs too much.
    private const int StackBytes = 1536 << 10;
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(60);

    private readonly FuzzGuard _guard = new(target);
    private readonly List<string> _findings = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private long _iteration;
    private long _startedAt;
    private Exception? _failure;

    /// <summary>What was done, in words.</summary>
    public string Summary { get; private set; } = "not run";

    /// <summary>Runs all iterations.</summary>
    /// <returns>One text per different finding; empty where there is none.</returns>
    public IReadOnlyList<string> Run()
    {
        using var artifacts = new FuzzArtifacts(target.Name, artifactsFolder);
        var begin = Stopwatch.GetTimestamp();
        var thread = new Thread(() => RunOnThread(artifacts), StackBytes) { IsBackground = true, Name = target.Name };
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(TimeSpan.FromSeconds(1)))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt)) > HangLimit)
            {
                // The thread cannot be stopped; it ends with the process.
                return [.. _findings, Describe("it does not come to an end", Volatile.Read(ref _iteration), path: null)];
            }
        }

        Summary = $"{target.Name}: seed {options.Seed}, {_guard.Taken} inputs taken, {_guard.Refused} refused, "
            + $"{_guard.MaxAllocated} bytes allocated at most, {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s";
        return _failure is null
            ? _findings
            : throw new InvalidOperationException($"The run of {target.Name} itself failed at iteration {_iteration}.", _failure);
    }

    private void RunOnThread(FuzzArtifacts artifacts)
    {
        try
        {
            RunAll(artifacts);
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }

    private void RunAll(FuzzArtifacts artifacts)
    {
        var seeds = target.CreateSeeds().Select(bytes => Seed.Of(bytes, target.Structure)).ToList();
        var tokens = target.Tokens.Select(Encoding.UTF8.GetBytes).ToList();
        var mutator = new Mutator(seeds, tokens, target.MaxLength);

        // The first time pays for tables that are loaded once: it does not count.
        _guard.Run(seeds[0].Bytes);
        for (var i = 0; i < seeds.Count; i++)
        {
            RunOne(seeds[i].Bytes, -1 - i, artifacts);
        }

        var end = options.Start + options.IterationsOf(target);
        for (var iteration = options.Start; iteration < end && _findings.Count < options.MaxFindings; iteration++)
        {
            RunOne(mutator.Create(FuzzRandom.Of(options.Seed, target.Name, iteration)), iteration, artifacts);
        }
    }

    private void RunOne(byte[] input, long iteration, FuzzArtifacts artifacts)
    {
        Volatile.Write(ref _iteration, iteration);
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        artifacts.Note(iteration);
        if (_guard.Run(input) is not { } finding || !_keys.Add(finding.Key))
        {
            return;
        }

        var path = artifacts.Keep(FuzzMinimizer.Minimize(input, smaller => IsSame(smaller, finding)));
        _findings.Add(Describe(finding.Text, iteration, path));
    }

    private bool IsSame(byte[] input, FuzzFinding finding)
    {
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        return _guard.Run(input)?.Key == finding.Key;
    }

    private string Describe(string text, long iteration, string? path) =>
        $"""
        {target.Name}: {(iteration < 0 ? $"seed {-1 - iteration}" : $"iteration {iteration} of seed {options.Seed}")}: {text}
          input: {path ?? "not kept"}
          again: WSIDICOMIZER_FUZZ_SEED={options.Seed} WSIDICOMIZER_FUZZ_START={Math.Max(0, iteration)} WSIDICOMIZER_FUZZ_ITERATIONS=1 dotnet test tests/WsiDicomizer.Fuzz -c Release --filter "DisplayName~{target.Name}"

        """;
}
