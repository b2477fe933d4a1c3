using WsiDicomizer.Benchmarks;

return args switch
{
    ["read-header"] => ReadHeaderBenchmark.Run(),
    ["functional-groups"] => FunctionalGroupsBenchmark.Run(),
    _ => BenchmarkOptions.TryParse(args, out var options) ? ConvertBenchmark.Run(options) : 2,
};
