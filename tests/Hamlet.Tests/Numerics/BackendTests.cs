using Hamlet.Networks;
using Hamlet.Numerics;

namespace Hamlet.Tests.Numerics;

public sealed class BackendTests
{
    [Fact]
    public void DescriptionNamesTheInstructionSet()
    {
        string[] names = [.. Nets.SupportedSimd.Select(static simd => Describe(simd))];

        Assert.Equal("managed, portable (128 bit)", names[^1]);
        Assert.Equal(names[0], Describe("auto"));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void WhatThisProcessorCannotDoIsRefusedByName()
    {
        foreach (InstructionSet set in InstructionSet.All.Where(static set => !set.IsSupported))
        {
            var error = Assert.Throws<PlatformNotSupportedException>(() => Describe(set.Option));
            Assert.Contains(set.Name, error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => Describe("1024"));
    }

    [Theory]
    [InlineData("auto", true)]
    [InlineData("cpu", true)]
    [InlineData("cuda", false)]
    [InlineData("mps", false)]
    public void OnlyTheProcessorIsADevice(string device, bool accepted)
    {
        Exception? error = Record.Exception(() => new ManagedBackend(new ManagedBackendOptions(), new BackendContext { Device = device }));

        Assert.Equal(accepted, error is null);
        Assert.True(accepted || error!.Message.Contains(device, StringComparison.Ordinal));
    }

    private static string Describe(string simd)
    {
        using var backend = new ManagedBackend(new ManagedBackendOptions { Simd = simd }, new BackendContext());
        return backend.Description;
    }
}
