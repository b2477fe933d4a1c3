using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Running;

/// <summary>A parser under attack. One file under <c>Targets/</c> and one line in <see cref="FuzzTargets"/> each.</summary>
/// <remarks>A target is run by one thread at a time.</remarks>
internal abstract class FuzzTarget : IDisposable
{
    private ScratchFile? _scratch;

    /// <summary>Its name in messages, file names and WSIDICOMIZER_FUZZ_TARGET: lower case and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>The public methods that it runs, as <c>Type.Method</c>; <c>.ctor</c> for a constructor.</summary>
    public abstract IReadOnlyList<string> EntryPoints { get; }

    /// <summary>Root exceptions that bad input may end in; nothing else may come out.</summary>
    public virtual IReadOnlyList<Type> AllowedExceptions => [];

    /// <summary>What mutations aim at.</summary>
    public virtual IStructure Structure { get; } = new NoStructure();

    /// <summary>Words of the format that are inserted here and there.</summary>
    public virtual IReadOnlyList<string> Tokens => [];

    /// <summary>Values in the seeds that no message may repeat.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>Its share of the iterations; below 1 where one input costs much.</summary>
    public virtual double Share => 1;

    /// <summary>Inputs are cut to this length.</summary>
    public virtual int MaxLength => 1 << 20;

    /// <summary>What one input may allocate at most, in bytes: measured on the thread, native memory not counted.</summary>
    public virtual long AllocationLimit(int inputLength) => (8L << 20) + (64L * inputLength);

    /// <summary>Valid inputs, each small.</summary>
    public abstract IEnumerable<byte[]> CreateSeeds();

    /// <summary>Parses an input and uses all of the result.</summary>
    /// <exception cref="FuzzPropertyException">The result breaks a promise.</exception>
    public abstract void Run(ReadOnlyMemory<byte> input);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The input as a file, for parsers that read files.</summary>
    /// <returns>Its path, good until the next call.</returns>
    protected string WriteFile(ReadOnlyMemory<byte> input) => (_scratch ??= new ScratchFile()).Write(input);

    protected virtual void Dispose(bool disposing) => _scratch?.Dispose();
}
